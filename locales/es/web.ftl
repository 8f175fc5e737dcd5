web-error-absent-title = No encontramos esta página
web-error-absent-lead = Compruebe si falta alguna letra en la dirección. Si siguió un enlace, puede que la página haya cambiado de sitio o que solo la puedan ver otras personas.
web-error-refused-title = Ahora no es posible
web-error-stale-title = Esto ha cambiado mientras tanto
web-error-stale-lead = Otra persona lo cambió después de que usted abriera la página, así que no se guardó nada. Vuelva atrás, recargue la página y mire qué hay de nuevo.
web-error-large-title = Es demasiado para un solo envío
web-error-large-lead = Cada foto puede ocupar hasta 12 MB y todas juntas hasta 40 MB. Envíe menos fotos o fotos más pequeñas.
web-error-invalid-title = Falta algo
web-error-invalid-lead = Vuelva a la página anterior. Sus respuestas siguen ahí.
web-error-many-title = Demasiados intentos
web-error-many-lead = { $count ->
    [one] Inténtelo de nuevo dentro de un minuto. Nadie queda bloqueado.
   *[other] Inténtelo de nuevo dentro de { $count } minutos. Nadie queda bloqueado.
}
web-error-foreign-title = No hemos aceptado este envío
web-error-foreign-lead = No venía de una de nuestras páginas, así que no se cambió nada. Abra la página aquí y envíelo otra vez.
web-error-busy-title = Ahora mismo hay muchísimas personas aquí
web-error-busy-lead = Inténtelo de nuevo dentro de unos segundos. Nuestro trabajo sigue mientras tanto.
web-error-accident-title = Lo sentimos, el servicio tiene un problema
web-error-accident-lead = El fallo es nuestro y ya nos ha llegado el aviso. Inténtelo de nuevo dentro de unos minutos.
web-error-unreadable-title = No nos llegó completo
web-error-unreadable-lead = Puede que se cortara la conexión. Vuelva atrás y envíelo otra vez.
web-error-try-again = Lo que envió no se guardó. Vuelva atrás y envíelo otra vez; quedará guardado una sola vez, por muchas veces que lo envíe.
web-error-maybe-saved = No sabemos si lo que envió se guardó. Vuelva atrás y envíelo otra vez; quedará guardado una sola vez, por muchas veces que lo envíe.
web-error-phone = También puede llamarnos al { $phone }.
web-error-id = Si nos llama, díganos este número: { $id }
web-error-back = Atrás
web-error-start = Ir a la página de inicio
web-error-work = Volver a su trabajo
web-file-too-large = { $name } ocupa más de 12 MB. Elija un archivo más pequeño.
web-files-too-large = { $name } ya no cabe: todos los archivos juntos pueden ocupar 40 MB. Envíelo después en un mensaje.
web-file-empty = { $name } está vacío. Elija otro archivo.
web-key-used-otherwise = Este formulario ya se envió con otras respuestas. Ábralo de nuevo para enviar algo distinto.
