# Qué ocurre con un archivo y qué hacer. { $name } es el nombre del archivo.
files-empty = «{ $name }» está vacío. Elija otro archivo
files-too-big = «{ $name }» debe ocupar menos de 12 MB. Haga la foto de nuevo con menos tamaño o elija otra
files-pdf-too-big = «{ $name }» debe ocupar menos de 10 MB
files-pdf-too-long = «{ $name }» tiene más de 20 páginas. Envíe las que importan
files-wrong-type = «{ $name }» debe ser una foto (JPG, PNG o WebP) o un PDF
files-password = «{ $name }» está protegido con contraseña. Guárdelo sin contraseña y elíjalo de nuevo
files-too-many-pixels = «{ $name }» tiene demasiados píxeles. Elija una foto de 50 megapíxeles o menos
files-unreadable = «{ $name }» está dañado y no se puede abrir. Elija otro archivo
files-failed = No se ha podido subir «{ $name }». Inténtelo de nuevo
files-quota = Hoy ya ha añadido muchos archivos. Envíe esto sin archivos y añádalos mañana
files-too-many = Elija hasta { $most } archivos
