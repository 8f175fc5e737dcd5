register-title = Personas
register-who = Qué personas
register-staff = Personal
register-owners = Propietarios y hogares
register-find = Buscar
register-find-staff = Nombre, usuario o correo
register-find-owners = Nombre, correo, final del teléfono o vivienda
register-nobody = No se ha encontrado a nadie. Escriba menos letras o busque en la otra lista.
register-first-page = Primera página
register-back = Personas
register-back-admin = Ajustes
register-may = Qué hacen
register-account = Cuenta
register-off = Desactivada
register-invited = Invitación enviada
register-demo = En uso: entra desde la página de la demostración, sin contraseña
register-not-here = Sin sesión abierta
register-moved-out = Ya no vive aquí
register-invite = Invitar a alguien
register-invite-title = Invitar a alguien que trabaja aquí
register-invite-lead = Recibirá por correo un enlace que sirve una sola vez durante tres días. Con él elige su contraseña y vincula la aplicación de códigos.
register-email-hint = El enlace se envía ahí. Nadie más lo ve.
register-login-hint = Si lo deja vacío, la parte del correo antes de la @.
register-name-missing = Escriba el nombre de la persona a la que invita
register-email-missing = Escriba el correo al que se envía la invitación
register-send-invitation = Enviar invitación
register-choose = Sin elegir
register-everywhere = Toda la empresa
register-department = Departamento
register-departments = Departamentos
register-role = Función
register-roles = Funciones
register-role-hint = Atención al cliente y gerencia ven todos los casos de la comunidad. La administración gestiona los ajustes, no los casos.
register-role-desk = Recepción
register-role-department = Solo esta comunidad
register-role-manager = Gerencia
register-role-finance = Decide sobre cuotas
register-role-admin = Administración del sistema
register-role-committee = Junta de propietarios
register-role-missing = Elija una función
register-department-missing = Elija un departamento
register-where = Dónde
register-contact = Nombre y contacto
register-correct-hint = Los propietarios entran con él. Tras un cambio deberán entrar de nuevo.
register-state = Estado
register-on = En uso
register-off-since = Desactivada desde { $when }
register-link-until = Invitación enviada; el enlace vale hasta { $when }
register-seen = Última actividad
register-switch-on = Activar
register-switch-off = Desactivar
register-send-link = Enviar un enlace nuevo
register-sign-out = Cerrar todas las sesiones
register-off-hint = Al desactivar se cierran al instante todas sus sesiones. Un enlace nuevo anula la contraseña y la aplicación.
register-no-account = No trabaja aquí.
register-make-account = Crear una cuenta de personal
register-no-roles = Sin funciones. Quien pertenece a un departamento ve sus casos sin ninguna.
register-no-departments = En ningún departamento.
register-take = Quitar
register-take-name = Quitar: { $name }
register-give-role = Asignar esta función
register-leads = lo dirige
register-step-down = Deja de dirigirlo
register-step-down-name = Deja de dirigirlo: { $name }
register-as-head = Como responsable
register-join = Añadir al departamento
register-homes = Viviendas
register-no-homes = No consta ninguna vivienda.
register-from-until = { $from } – { $until }
register-since = Desde { $from }
register-end-name = Terminar: { $name }
register-end-home = Anotar el último día
register-add-home = Añadir una vivienda
register-unit = Vivienda
register-unit-hint = Como en la puerta, con el edificio si quiere: 2-A o Torre 2 2-A
register-unit-missing = No existe esa vivienda. Revise el edificio y la puerta
register-unit-several = Varias viviendas se llaman así. Elija una
register-which = ¿Cuál de estas?
register-as = Como
register-until-hint = Vacío mientras siga viviendo ahí
register-day-missing = Elija un día
register-log = Qué se ha cambiado
register-log-empty = Todavía no se ha cambiado nada.
register-command-line = Línea de órdenes
register-field-name = nombre
register-field-email = correo
register-field-phone = teléfono
register-did-invited = Invitación enviada a { $login }
register-did-link_sent = Enlace nuevo para { $login }
register-did-switched_off = Cuenta desactivada
register-did-switched_on = Cuenta activada
register-did-signed_out = Sesiones cerradas
register-did-role_given = Función asignada: { $role }, { $where }
register-did-role_taken = Función quitada: { $role }, { $where }
register-did-joined = Entra en { $department }
register-did-left = Sale de { $department }
register-did-head_named = Dirige { $department }
register-did-head_ended = Deja de dirigir { $department }
register-did-corrected = Corregido: { $fields }
register-did-home_added = Añadida a { $place }: { $role }
register-did-home_ended = Último día en { $place }: { $day }
register-said-invited = La invitación va de camino a { $address }.
register-said-link = El enlace va de camino.
register-said-off = Desactivada. Se han cerrado todas sus sesiones.
register-said-on = Activada.
register-said-out = Sesiones cerradas.
register-said-role = Función asignada.
register-said-role-taken = Función quitada.
register-said-department = Añadida al departamento.
register-said-left = Anotado.
register-said-saved = Guardado.
register-said-home = Vivienda añadida.
register-said-home-ended = Último día anotado.
register-mail-subject = Su cuenta de Ventanilla
register-refusal-last-administrator = Es la última persona que administra el sistema. Nombre antes a otra.
register-refusal-yourself = No puede desactivar su propia cuenta. Pídaselo a otra persona que administre el sistema.
register-refusal-no-account = Esta persona aún no tiene cuenta de personal. Créela primero.
register-refusal-no-email = No hay correo al que enviar el enlace. Añádalo primero.
register-refusal-switched-off = La cuenta está desactivada. Actívela primero.
register-refusal-email-taken = Otra persona tiene este correo
register-refusal-already-there = Ya consta en esta vivienda con esa condición en parte de esos días
register-refusal-ends-before = Elija un último día que no sea anterior al primero
register-mail =
    Tiene una cuenta en Ventanilla. Su usuario es { $login }.

    Abra este enlace para elegir su contraseña: { $address }

    El enlace sirve una sola vez, durante tres días. ¿No lo esperaba? No haga nada y avise a su responsable.
register-mail-moved-subject = Su dirección de correo ha cambiado
register-mail-moved =
    Ahora tenemos otra dirección de correo suya. Desde hoy, los códigos y las noticias de { $community } llegan allí y ya no a esta.

    ¿No lo ha pedido usted? Llámenos ahora mismo: { $phone }.
register-mail-moved-staff =
    Su cuenta de Ventanilla tiene ahora otra dirección de correo. Desde hoy, los enlaces de su cuenta llegan allí y ya no a esta.

    ¿No lo ha pedido usted? Avise ahora mismo a quien administre el sistema.
register-off-load = { $count ->
    [one] Responde de un caso abierto: pasará a quien esté de turno.
   *[other] Responde de { $count } casos abiertos: pasarán a quien esté de turno.
}
register-comma = {", "}
