desk-title = Bandeja
desk-views = Vistas
desk-view-untriaged = Por clasificar
desk-view-review = Por revisar
desk-view-all = Todo lo abierto
desk-view-late = Con retraso
desk-view-mine = Lo mío
desk-view-waiting = En espera
desk-view-resolved = Resuelto
desk-view-pool = Sin empezar
desk-view-department = Todo lo nuestro
desk-more-than = más de { $count }
desk-any = Cualquiera
desk-filter = Filtrar
desk-show = Mostrar
desk-clear = Quitar el filtro
desk-community = Comunidad
desk-department = Departamento
desk-person = Persona
desk-kind = Tipo
desk-urgency = Urgencia
desk-state = Estado
desk-words = Palabras
desk-row = { $category } — { $words }
desk-look = Revisar
desk-none = Aquí no espera nada.
desk-none-narrowed = Nada coincide con el filtro.
desk-none-here = Todavía no se ha comunicado nada.
desk-none-mine = No le espera nada.
desk-none-pool = Todo está empezado.
desk-none-department = El departamento no tiene nada abierto.

desk-department-title = Departamento
desk-offers = Se le ofrece
desk-accept = Aceptar
desk-take = Me encargo

desk-conversation = Conversación
desk-beside = Sobre este caso
desk-acts = Lo que puede hacer
desk-compose = Lo que escribe
desk-reply = Responder
desk-reply-to = Responder a { $name }
desk-note = Nota
desk-spoke = Conversación
desk-spoke-hint = Lo que hablaron; el propietario puede leerlo
desk-send-reply = Enviar respuesta
desk-keep-note = Guardar nota
desk-log-talk = Anotar conversación
desk-attach = Añadir fotos
desk-photos = Fotos
desk-publish = Mostrar esta nota al propietario
desk-watch = Seguir
desk-unwatch = Dejar de seguir

desk-offer-line = { $from } ofrece esto a { $to }
desk-offer-lapses = La oferta vale hasta el { $when }.
desk-decline-offer = Rechazar
desk-withdraw-offer = Retirar la oferta
desk-waits = En espera: { $reason }, hasta el { $until }
desk-resume = Quitar la espera
desk-review-lead = Una regla lo envió aquí y pide que alguien lo revise.
desk-confirm = Está bien así
desk-confirm-next = Bien, siguiente
desk-write-answer = Escribir la respuesta
desk-decide = Decidir las líneas
desk-route = Enviar a un departamento
desk-route-usual = Suele encargarse de esto
desk-route-others = Todos los demás
desk-send-there = Enviar
desk-send-next = Enviar, siguiente
desk-skip = Saltar
desk-route-more = Una persona o un motivo
desk-triage-next = Clasificar el siguiente
desk-take-back-lead = Lo decidió usted hace un momento.
desk-choose = Elija …
desk-by-the-department = Quien esté de turno
desk-reason = Motivo
desk-resolve = Resolver
desk-outcome = Resultado
desk-done-words = Qué se ha hecho
desk-owner-reads = El propietario lee esto.
desk-progress = Anotar una visita
desk-progress-what = Qué ha pasado
desk-progress-visited = Alguien ha estado allí
desk-progress-made_safe = Ya no hay peligro
desk-progress-investigated = Se conoce la causa
desk-keep = Guardar
desk-hold = Poner en espera
desk-hold-for = Espera a
desk-until = Hasta
desk-time = Hora
desk-hand-over = Pasar a otra persona
desk-offer-to = Ofrecer a
desk-offer-hint = Usted responde de ello hasta que lo acepten.
desk-offer = Ofrecer
desk-change-urgency = Cambiar la urgencia
desk-urgency-hint = Los compromisos se eligen de nuevo.
desk-duplicate = Marcar como duplicado
desk-duplicate-of = Número del otro caso
desk-duplicate-hint = Por ejemplo R-7KQ4M2-8. Aquel sigue; este termina.
desk-decline = No asumirlo
desk-referral = A quién corresponde
desk-referral-hint = Por ejemplo, el promotor o la compañía del agua.
desk-decline-words = Lo que decimos al propietario
desk-reopen = Reabrir
desk-choose-one = Elija una opción
desk-choose-day = Elija un día y una hora
desk-choose-department = Elija un departamento
desk-choose-colleague = Elija a una persona
desk-choose-reason = Elija un motivo
desk-choose-outcome = Elija un resultado
desk-choose-urgency = Elija una urgencia
desk-no-such-number = No hay ningún caso con este número. Compruébelo carácter a carácter.

desk-decline-owners_responsibility = Corresponde al propietario
desk-decline-developers_warranty = En garantía del promotor
desk-decline-utilitys_responsibility = Corresponde a la compañía de suministros
desk-decline-not_our_community = No es de nuestras comunidades
desk-decline-abusive = Abusivo
desk-decline-other = Otro motivo

desk-promises = Compromisos
desk-no-promises = No se ha prometido nada.
desk-cycle = ciclo { $number }
desk-paused = En pausa
desk-why = ¿Por qué?
desk-reported-by = Lo comunica
desk-nobody-named = No consta nadie.
desk-may-enter = Podemos entrar si no hay nadie
desk-home = { $place } ({ $role })
desk-their-others = Sus otros casos
desk-why-here = Por qué llegó aquí
desk-passed-over = { $count ->
    [one] { $count } regla anterior no se cumplió
   *[other] { $count } reglas anteriores no se cumplieron
}
desk-hands = En manos de quién y cuánto tiempo
desk-hand = { $person } · { $department }
desk-facts = Datos del caso
desk-filed = Recibido
desk-language = Idioma
desk-cycles = Ciclos
desk-tags = Etiquetas
desk-no-time = una fecha abierta
desk-promise-by = { $metric } antes del { $due }

desk-said-reply = La respuesta va en camino.
desk-said-note = La nota está guardada.
desk-said-spoke = La conversación está anotada.
desk-said-public = El propietario ya puede leer la nota.
desk-said-routed = Enviado al departamento.
desk-said-triaged = { $number } está en { $department }, para el { $due }. { $left ->
    [0] No queda ninguno.
    [one] Queda { $left }.
   *[other] Quedan { $left }.
}
desk-said-triaged-undated = { $number } está en { $department }. { $left ->
    [0] No queda ninguno.
    [one] Queda { $left }.
   *[other] Quedan { $left }.
}
desk-said-undone-silently = { $number } vuelve a estar donde estaba. No se ha avisado a nadie.
desk-said-undone = { $number } vuelve a estar donde estaba. Se avisa a quien ya lo sabía.
desk-said-reviewed = Se queda donde está.
desk-said-urgency = La urgencia ha cambiado.
desk-said-taken = Ahora es suyo.
desk-said-offered = Ofrecido. Usted responde de ello hasta que lo acepten.
desk-said-accepted = Aceptado: ahora es suyo.
desk-said-declined-offer = La oferta queda cerrada.
desk-said-held = En espera. Se explica el motivo al propietario.
desk-said-resumed = Ya no espera: los plazos corren de nuevo.
desk-said-progress = Guardado.
desk-said-resolved = Resuelto. Se pide al propietario que lo confirme.
desk-said-declined = No se asume. El propietario sabe por qué.
desk-said-duplicate = Marcado como duplicado.
desk-said-reopened = Abierto de nuevo.

desk-stale-title = Esto cambió mientras escribía
desk-stale-lead = Todavía no se ha enviado nada para { $number }, y lo que escribió está abajo. Mire lo nuevo y después envíelo o cámbielo.
desk-stale-news = Nuevo desde que lo abrió
desk-stale-yours = Lo suyo
desk-stale-words = Lo que escribió
desk-stale-send = Enviarlo ahora
desk-back-to-ticket = Volver al caso

desk-search-title = Buscar
desk-search-none = Nada coincide con «{ $asked }». Se buscó: número, teléfono, vivienda, nombre, palabras.
desk-search-more = Mostrar todos los casos con estas palabras
desk-people = Personas
desk-places = Lugares
desk-tickets = Casos
desk-contact = Contacto
desk-homes = Viviendas
desk-residents = Quién pertenece aquí

desk-keys-title = Teclado
desk-keys-lead = Las letras sueltas funcionan cuando no se escribe en ningún campo.
desk-keys-on = Activar las letras
desk-keys-off = Desactivar las letras
desk-key-keys = Esta lista
desk-key-search = Buscar
desk-key-commands = Todo lo de la página, por su nombre
desk-key-down = Fila siguiente
desk-key-up = Fila anterior
desk-key-open = Abrir
desk-key-accept = Aceptar la propuesta y pasar al siguiente
desk-key-urgency = Elegir la urgencia, con ese formulario abierto
desk-key-undo = Deshacer la última decisión de clasificación
desk-key-hold = Poner en espera
desk-key-select = Marcar la fila, o todas hasta ella
desk-key-new = Caso nuevo
desk-key-untriaged = Ir a lo que está por clasificar
desk-key-review = Ir a lo que está por revisar
desk-key-late = Ir a lo que va con retraso
desk-key-mine = Ir a lo mío
desk-key-reply = Responder
desk-key-note = Nota
desk-key-department = Enviar a un departamento
desk-key-which-department = Elegir el departamento
desk-key-take = Encargarse
desk-key-resolve = Resolver
desk-key-duplicate = Marcar como duplicado
desk-key-send = Enviar lo escrito
desk-key-back = Un paso atrás; el borrador se guarda

desk-why-title = ¿Por qué entonces?
desk-why-target = Prometido en { $target }.
desk-why-start = Se cuenta desde el { $when }: { $event }.
desk-why-not-started = Todavía no se cuenta. Empieza cuando { $event }.
desk-why-extended = Ampliado en { $by }: { $reason }
desk-why-due = Vence el { $due }
desk-why-met = Vencía el { $due }, hecho el { $met }
desk-why-stands = Sin vencimiento mientras está en pausa o sin empezar
desk-why-calendar = Según el calendario «{ $name }» ({ $zone }).
desk-why-counted = Lo que contó
desk-why-what = Contado
desk-why-total = Hasta ahí
desk-why-closes = Cierre
desk-why-nth = { $count ->
    [one] { $count } día laborable
   *[other] { $count } días laborables
}
desk-why-skipped = Lo que no contó
desk-why-pauses = Pausas
desk-why-week = La semana laboral
desk-day = Día

desk-moment-filed = se recibió
desk-moment-receipt = salió el acuse de recibo
desk-moment-acknowledged = alguien tomó nota
desk-moment-responded = alguien respondió
desk-moment-assigned = llegó al departamento
desk-moment-visited = alguien estuvo allí
desk-moment-made_safe = quedó sin peligro
desk-moment-investigated = se conoció la causa
desk-moment-updated_owner = el propietario tuvo noticias
desk-moment-answered = salió la respuesta escrita
desk-moment-resolved = se resolvió
desk-moment-evidence_opened = se abrieron las pruebas
desk-moment-certified = se certificó
desk-moment-escalated = se pidió una segunda revisión
desk-moment-reopened = se reabrió
desk-moment-closed = se cerró
desk-moment-apologised = pedimos disculpas

desk-did-left-to-desk = Ninguna regla se cumplió: queda en recepción.
desk-did-reviewed = Lo revisó y lo dejó donde está.
desk-did-Filed = Lo comunicó.
desk-did-Imported = Vino de otro sistema.
desk-did-Acknowledged = Confirmó que lo tenemos.
desk-did-Promised = Prometido: { $list }
desk-did-Routed = Enviado a { $department }.
desk-did-Assigned = Asignado a { $person }.
desk-did-TriageUndone = Deshizo la decisión.
desk-did-Accepted = Se encarga y ha empezado.
desk-did-HandoffOffered = Ofrecido a { $to }, hasta el { $until }.
desk-did-HandoffAccepted = Aceptó la oferta.
desk-did-HandoffDeclined = Rechazó la oferta.
desk-did-HandoffLapsed = La oferta caducó: nadie la aceptó.
desk-did-HandoffWithdrawn = Retiró la oferta.
desk-did-SpokeWithOwner = Habló con el propietario
desk-did-MadePublic = Mostró una nota al propietario
desk-did-UrgencyChanged-first = Fijó la urgencia en { $to }.
desk-did-UrgencyChanged = Cambió la urgencia de { $from } a { $to }.
desk-did-PutOnHold = En espera hasta el { $until }: { $reason }
desk-did-Resumed = Quitó la espera.
desk-did-Resumed-answer = El propietario respondió: ya no espera.
desk-did-Resumed-date = Llegó la fecha: ya no espera.
desk-did-Resumed-undo = Deshizo la puesta en espera.
desk-did-Visited = Estuvo allí
desk-did-MadeSafe = Quitó el peligro
desk-did-Investigated = Encontró la causa
desk-did-Resolved = Resuelto: { $outcome }
desk-did-Confirmed = Confirmó que está hecho.
desk-did-Rated = { $count ->
    [one] Dio { $count } estrella de 5.
   *[other] Dio { $count } estrellas de 5.
}
desk-did-Thanked = Dio las gracias
desk-did-Returned = Dice que no queda resuelto
desk-did-Reopened = Lo reabrió
desk-did-Closed = Cerrado.
desk-did-Closed-quiet = Se cerró solo: nadie dijo lo contrario.
desk-did-Declined = No se asume: { $reason }
desk-did-Declined-referral = No se asume: { $reason }. Remitido a: { $to }
desk-did-MarkedDuplicate = Marcado como duplicado de { $number }.
desk-did-Withdrawn = Ya no lo necesita
desk-did-PromiseWarned = { $metric }: vence pronto, { $due }
desk-did-PromiseBroken = { $metric }: estaba prometido para el { $due } y ese momento ha pasado.
desk-did-PromiseEscalated = Elevado: { $metric }, vence el { $due }
desk-escalated-again = { $count ->
    [one] elevado { $count } vez más
   *[other] elevado { $count } veces más
}
desk-did-PromiseExtended = Se amplió un compromiso
desk-did-PolicyReapplied = Los compromisos se eligieron de nuevo: { $list }
desk-did-PromiseMoved = Se cambió el calendario laboral. Nuevos plazos: { $list }
desk-did-Apologised = Pidió disculpas
desk-did-ComplaintAnswered = Respondió a la queja
desk-did-StageTwoAsked = Pidió una segunda revisión
desk-did-ChargesHeld = Las líneas discutidas no se cobran mientras tanto.
desk-did-DisputeDecided = Decidió las líneas discutidas
desk-did-AdjustmentProposed = Propuso un ajuste
desk-did-AdjustmentApproved = Aprobó el ajuste
desk-did-AdjustmentRefused = Rechazó el ajuste

desk-payer = Decir quién paga
desk-did-PayerSettled = Dijo quién paga: { $payer }
