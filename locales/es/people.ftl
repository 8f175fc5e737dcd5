people-in-title = Entrar
people-in-email = Su correo electrónico
people-in-hint = El que figura en la ficha de su vivienda. Le enviamos un código; no hace falta contraseña.
people-in-send = Enviar código
people-in-staff = ¿Trabaja aquí? Entre como personal
people-code-title = Escriba el código
people-code-sent = Si { $email } está en nuestra ficha, ya va de camino un código de seis cifras. Sirve durante 10 minutos.
people-code-label = Código
people-code-hint = Seis cifras; los espacios no importan
people-code-send = Entrar
people-code-none = ¿No ha llegado en un minuto? Mire en la carpeta de correo no deseado o
people-code-again = pida otro código
people-code-back = Otra dirección
people-code-wrong = No es el código que enviamos. Compruebe las cifras y que sea el correo más reciente
people-code-spent = Ese código ya no sirve. Pida otro código
people-code-expired = Ese código ha caducado. Le hemos enviado uno nuevo
people-code-mail-subject = Su código: { $code }
people-code-mail =
    Su código para entrar es { $code }

    Sirve durante 10 minutos, en el navegador desde el que lo pidió, en { $address }.

    ¿No lo ha pedido usted? Entonces no haga nada: sin el código no entra nadie. Nunca se lo pediremos por teléfono.
people-too-many = { $count ->
    [one] Se ha intentado demasiadas veces. Espere un minuto e inténtelo de nuevo
   *[other] Se ha intentado demasiadas veces. Espere { $count } minutos e inténtelo de nuevo
}
people-staff-title = Personal: entrar
people-staff-login = Usuario
people-staff-password = Contraseña
people-staff-send = Entrar
people-staff-wrong = El usuario y la contraseña no coinciden. Compruebe los dos
people-staff-forgotten = ¿Ha perdido la contraseña o el teléfono? Pida un enlace nuevo a quien administra las cuentas.
people-staff-owner = ¿Vive aquí? Entre con su correo electrónico
people-totp-title = Escriba el código de su aplicación
people-totp-label = Código de la aplicación
people-totp-hint = Seis cifras, nuevas cada 30 segundos
people-totp-back = Empezar de nuevo
people-totp-wrong = Ese código no es correcto o ya se usó. Espere al siguiente en la aplicación
people-login-form = Use letras, cifras, puntos o guiones, 60 como máximo
people-login-taken = Otra persona tiene ese usuario. Elija otro
people-password-short = Escriba al menos { $count } caracteres
people-password-long = Escriba { $count } caracteres o menos
people-password-common = Esta se adivina enseguida. Junte varias palabras que no tengan relación
people-password-differs = No es la misma contraseña. Escríbala otra vez
people-setup-title = Elija su contraseña
people-setup-lead = Es para su usuario { $login }.
people-setup-rule = Al menos { $count } caracteres. Varias palabras sin relación se recuerdan bien y se adivinan mal.
people-setup-password = Contraseña nueva
people-setup-again = Otra vez la misma
people-setup-next = Seguir
people-setup-code-title = Vincule su aplicación
people-setup-app = Abra en su teléfono una aplicación de autenticación, añada una cuenta y escanee esta imagen. Desde entonces la aplicación le mostrará el código que necesita junto a la contraseña.
people-setup-picture = Código QR para la aplicación
people-setup-here = La aplicación está en este teléfono: abrirla
people-setup-typed = O escriba esto en la aplicación:
people-setup-finish = Terminar
people-setup-back = Otra contraseña
people-setup-done = Su cuenta está lista.
people-devices-title = Dónde ha entrado
people-devices-lead = Si no reconoce alguno, ciérrelo.
people-devices-unknown = Navegador desconocido
people-devices-since = Desde { $from }, usado por última vez { $seen }
people-devices-work = como personal
people-devices-this = Es el que tiene delante.
people-devices-out = Cerrar allí
people-devices-others = Cerrar en todos los demás
people-devices-done = Sesión cerrada allí.
people-demo-title = Pruebe como otra persona
people-demo-lead = Con un clic entra. Esta página existe solo en la demostración.
people-demo-staff = Personas que trabajan aquí
people-demo-owners = Personas que viven aquí
people-role-desk = Recepción
people-role-manager = Gerencia
people-role-finance = Cuentas
people-role-admin = Administración
people-role-committee = Junta de propietarios
people-role-department = Departamento
people-role-head = Responsable de { $department }
people-again-title = ¿Todavía quiere enviar esto?
people-again-lead = Su sesión terminó antes de que nos llegara, así que no se ha hecho nada. Hemos guardado lo que escribió.
people-again-send = Enviarlo ahora
