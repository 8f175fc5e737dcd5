frame-skip = Ir al contenido
frame-nav = Secciones
frame-language = Idioma
frame-help = Ayuda
frame-emergency = Emergencias, día y noche
frame-signed-in = Sesión de { $name }
frame-sign-out = Salir
frame-search = Buscar
frame-search-hint = Número, teléfono, vivienda o nombre
frame-keys = Teclado
frame-undo = Deshacer
frame-undo-hint = Pulse z para deshacer.
frame-stale = Sin novedades en directo desde las { "{time}" }. Lo que ve puede estar anticuado.
frame-reload = Volver a cargar
frame-print = Imprimir
frame-demo = Esto es una demostración. Nada de lo que haga aquí llega a nadie.
frame-error-title = Error: { $title }
frame-optional = opcional
frame-error-summary = Hay un problema
frame-error-word = Error:
frame-show-new = { $count ->
    [one] { $count } nuevo: mostrar
   *[other] { $count } nuevos: mostrar
}
frame-earlier = Anteriores
frame-newer = Más recientes
frame-next = Siguiente
frame-pages = Páginas
frame-change = Cambiar
frame-as-table = Ver como tabla
frame-only-staff = Solo lo ve el personal
frame-characters = Hasta { $count } caracteres
frame-characters-left = { $count ->
    [one] Queda { $count } carácter
   *[other] Quedan { $count } caracteres
}
frame-characters-over = { $count ->
    [one] Sobra { $count } carácter
   *[other] Sobran { $count } caracteres
}
frame-day = Día
frame-month = Mes
frame-year = Año
frame-photo-add = Añadir una foto
frame-photo-take = Hacer una foto
frame-photo-limits = Hasta { $count } fotos, 12 MB cada una
frame-photo-preparing = Preparando la foto
frame-photo-remove = Quitar
frame-files-kept = { $count ->
    [one] Hemos guardado { $count } archivo que añadió
   *[other] Hemos guardado { $count } archivos que añadió
}
frame-files-kept-hint = Quite la marca de lo que no quiera enviar.
frame-draft-found = Hemos guardado en este dispositivo lo que escribió.
frame-draft-restore = Recuperarlo
frame-draft-drop = Descartarlo
frame-draft-saved = Borrador guardado
frame-target = Objetivo
frame-median = Mediana de las últimas 4 semanas
frame-age-days = { $from }–{ $to } días
frame-age-over = Más de { $from } días
frame-within = En plazo
frame-past = Fuera de plazo
frame-count = Cantidad
frame-band = Antigüedad
frame-name = Nombre
frame-value = Valor

nav-home = Inicio
nav-report = Avisar
nav-fees = Cuotas
nav-notices = Novedades
nav-me = Mis datos
nav-desk = Bandeja
nav-new = Nuevo caso
nav-department = Departamento
nav-board = Panel
nav-jobs = Trabajos
nav-search = Buscar
nav-manage = Gerencia
nav-admin = Ajustes
frame-demo-name = Demostración
frame-demo-people = Ser otra persona
frame-demo-mail = Buzón
frame-papers-limits = Hasta { $count } fotos o PDF, 12 MB cada uno
frame-unit-of = Unidad: { $what }
frame-unread = { $count ->
    [one] { $count } novedad sin leer
   *[other] { $count } novedades sin leer
}
# A time by the clock of another place than the page's.
frame-moment-there = { $when } ({ $zone })
