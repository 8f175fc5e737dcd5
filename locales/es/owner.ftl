## The front door
front-title = Su ventanilla
front-intro = Avise de un problema en su vivienda o edificio, vea qué plazo le hemos prometido y hable con una persona.
front-report = Avisar de un problema
front-report-hint = Una avería, una queja o un cargo. Lleva un minuto.
front-track = Seguir un aviso por su número
front-track-hint = Con el número de su resguardo, sin entrar.
front-in = Entrar
front-in-hint = Sus avisos, mensajes, recibos y datos.
front-staff = Personal
front-emergency = ¿Gas, fuego, agua sin parar o alguien encerrado en el ascensor? Llame primero.

## The first page
home-title = Mi casa
home-open = Mis avisos abiertos
home-over = Avisos anteriores
home-none = No tiene avisos abiertos.
home-by-other = avisó alguien de su casa
home-late = Vamos con retraso en este aviso.

report-title = ¿De qué se trata?
report-danger = ¿Gas, fuego, inundación o alguien encerrado en el ascensor? Llame ahora.
report-repair = Algo está roto
report-repair-hint = En casa o en una zona común
report-complaint = Quiero presentar una queja
report-complaint-hint = Por el servicio, el personal, el ruido o la limpieza
report-fee = Un cargo no me cuadra
report-fee-hint = Mientras lo revisamos no hay recargos
report-ask = Preguntar o proponer
report-ask-hint = Cualquier otra cosa
report-limit = Hoy ha enviado { $count } avisos, el máximo por persona y día. No se pierde nada de lo escrito: envíe este de nuevo después del { $at }.
report-limit-phone = Hoy ha enviado { $count } avisos, el máximo por persona y día. No se pierde nada de lo escrito: envíe este de nuevo después del { $at }. Si no puede esperar, llame al { $phone }.

## The receipt
sent-title = Hemos recibido su aviso
sent-danger = Si alguien corre peligro, llame ahora. No nos espere.
sent-number = Su número
sent-department = Lo tiene { $department }
sent-next = Qué pasará ahora
sent-call = Si nos llama, dé el número { $number }.
sent-follow = Seguir este aviso
sent-home = Volver a mi casa
sent-change = Cambiarlo o retirarlo, hasta el { $until }
sent-calendar = Poner las horas en mi calendario
sent-pass-on = Para otra persona de casa
sent-pass-on-hint = Este código o enlace muestra cómo va, sin entrar, durante 90 días. No se ve nada de lo escrito ni se puede hacer nada.
sent-pass-on-picture = Código QR del enlace

## Following one
owner-back = Mi casa
owner-next = { $what }: antes del { $when }
owner-by = antes del { $when }
owner-by-open = cuando termine la espera
owner-done-at = hecho { $when }
owner-why = ¿Por qué?
owner-no-promise = No hay ningún plazo abierto.
owner-promise-missed = No lo cumplimos.
owner-promised = Lo que le prometimos
owner-story = Qué ha pasado
owner-write = Escríbanos
owner-write-over = Este aviso ha terminado y sigue así aunque escriba. Si no está arreglado, elija «No está arreglado» más arriba.
owner-change = Cambiar lo que indicó
owner-send = Enviar mensaje
owner-say-something = Escriba un mensaje o añada una foto
owner-said = Hemos recibido su mensaje.
owner-says-new = Recepción lo está mirando y lo enviará a quien corresponde.
owner-says-assigned = Lo tiene { $department }. El trabajo aún no ha empezado.
owner-says-in-progress = { $who } está trabajando en ello.
owner-says-waiting = { $reason }. Seguimos como tarde el { $until }.
owner-says-fixed = Creemos que está arreglado. ¿Es así?
owner-says-resolved = Ya tiene nuestra respuesta. ¿Queda resuelto?
owner-says-closed = Cerrado el { $when }.
owner-says-declined = No nos hicimos cargo. El motivo está abajo.
owner-says-declined-referral = Esto corresponde a { $to }. El motivo está abajo.
owner-says-duplicate = Lo seguimos junto con { $number }.
owner-says-withdrawn = Usted retiró este aviso.
owner-joined = Cómo va el otro
owner-joined-hear = Tratamos los dos como uno. Le avisamos cuando haya novedades.
owner-says-late = { $says } Vamos con retraso: dijimos { $when }. El fallo es nuestro.
owner-is-it-done = ¿Está hecho?
owner-stars = ¿Qué tal lo hicimos?
owner-stars-worst = mal
owner-stars-best = muy bien
owner-praise = ¿Algo que añadir?
owner-score-choose = Elija de 1 a 5
owner-yes-done = Sí, está hecho
owner-confirmed = Gracias. Queda cerrado.
owner-not-fixed = No está arreglado
owner-still = ¿Qué sigue mal?
owner-still-hint = Se reabre al momento, con plazos nuevos.
owner-return = Reabrir
owner-returned = Está abierto otra vez. Abajo tiene los plazos nuevos.
owner-rate = Valorar cómo fue
owner-rated = Dio { $count } de 5
owner-send-rating = Enviar valoración
owner-escalate = No quedo conforme: pido una segunda revisión
owner-no-longer = Ya no lo necesito
owner-withdraw-what = Dejamos de trabajar en ello. Siempre puede avisar de nuevo.
owner-withdraw = Retirar este aviso
owner-withdrawn = Ha retirado el aviso.

## The story of a ticket
story-a-resident = Un vecino
story-photo = Foto: { $name }
story-Filed = Avisado. Llegó por: { $channel }
story-Imported = Traído de otro sistema
story-Acknowledged = Lo tenemos y los plazos cuentan desde ahora.
story-Promised = Plazos prometidos
story-Routed = Enviado a { $department }
story-Routed-desk = Queda en recepción
story-Assigned = Asignado a una persona
story-Accepted = Se hizo cargo
story-HandoffOffered = Ofrecido a un compañero
story-HandoffOffered-department = Ofrecido a { $department }
story-HandoffAccepted = Aceptó el traspaso
story-HandoffDeclined = Rechazó el traspaso
story-HandoffLapsed = Nadie aceptó el traspaso a tiempo y volvió
story-HandoffWithdrawn = Retiró la oferta
story-SpokeWithOwner = Habló con el residente
story-UrgencyChanged = Urgencia cambiada a: { $to }
story-PutOnHold = En espera hasta el { $until }: { $reason }
story-Resumed = El trabajo sigue
story-Visited = Estuvo allí
story-MadeSafe = Lo dejó seguro
story-Investigated = Lo examinó
story-Resolved = Terminado: { $outcome }
story-Confirmed = Confirmó que está hecho
story-Rated = Valoró con { $count } de 5
story-Thanked = Dio las gracias
story-Corrected = Corrigió el aviso. { $enter }. Mejor momento: { $best }
story-Returned = Dijo que no está arreglado
story-Reopened = Lo reabrió
story-Closed = Cerrado
story-Declined = No nos hacemos cargo
story-Declined-referral = Remitido a { $to }
story-MarkedDuplicate = Unido a { $number }
story-Withdrawn = Retirado
story-PromiseWarned = Vence el { $due }: { $metric }
story-PromiseBroken = Plazo incumplido. { $metric }: vencía el { $due }
story-PromiseEscalated = Elevado al siguiente nivel: { $metric }
story-PromiseExtended = Se tomó más tiempo, con un motivo
story-PolicyReapplied = Plazos fijados de nuevo
story-promise-by = { $metric }: antes del { $due }
story-PromiseMoved = Han cambiado nuestros días de trabajo. Nuevos plazos: { $list }
story-Apologised = Incumplimos un plazo y se lo dijimos, con una nueva fecha
story-ComplaintAnswered = Respuesta por escrito
story-StageTwoAsked = Pidió una segunda revisión
story-ChargesHeld = Los cargos en disputa quedan en suspenso, sin recargos
story-DisputeDecided = Decisión sobre los cargos
story-AdjustmentProposed = Se propuso una corrección
story-AdjustmentApproved = La corrección fue aprobada
story-AdjustmentRefused = La corrección fue rechazada

## Why this time?
why-back = Volver al aviso
why-title = ¿Por qué { $when }?
why-title-open = ¿Por qué no hay plazo todavía?
why-promised = { $what }: prometido en { $target }.
why-from = El plazo empezó a contar el { $when }.
why-not-started = El plazo aún no cuenta: antes tiene que pasar otra cosa.
why-extended = Ampliado en { $by }.
why-counted = Lo que contó
why-skipped = Lo que no contó
why-paused = En espera
why-since = desde el { $when }
why-window = { $window } · { $span }
why-day = Día hábil { $count }, hasta las { $closes }
why-named = { $why }: { $name }
why-result = Por eso vence el { $when }.
why-open = Mientras está en espera no hay vencimiento.
why-calendar = Contado con el calendario «{ $name }», zona horaria { $zone }.

owner-who-pays = Quién paga
owner-payer-company = Pagamos nosotros.
owner-payer-owner = Paga el propietario de la vivienda.
owner-payer-warranty = Paga la promotora, por la garantía.
owner-payer-insurer = Paga el seguro.
owner-payer-utility = Paga la compañía de suministro.
owner-payer-disagree = No estoy de acuerdo
story-PayerSettled = Quién paga: { $payer }

track-sign-in = Entrar para leer y escribir mensajes
track-hint = Esta página muestra cómo va. Los mensajes y las fotos se ven al entrar.

track-title = Seguir un aviso
track-back = Volver
track-number = Número del aviso
track-number-hint = Es como R-7KQ4M2-8 y está en su resguardo.
track-number-wrong = Compruebe el número: una letra, seis caracteres y otro más, como R-7KQ4M2-8
track-figures = Últimas cuatro cifras de su teléfono
track-figures-hint = Del teléfono que figura en su ficha.
track-figures-wrong = Escriba las últimas cuatro cifras de su teléfono
track-sent = Si { $number } y las cifras se corresponden, ya va de camino un código al correo de su ficha. Sirve durante 10 minutos.
track-show = Ver el aviso
track-code-back = Otro número
track-ring = O llámenos
track-mail =
    Su código para seguir { $number } es { $code }

    Sirve durante 10 minutos, en el navegador desde el que lo pidió. Muestra cómo va el aviso, nada de lo escrito.

    ¿No lo ha pedido? Entonces no haga nada: sin el código nadie ve nada. Nunca se lo pediremos por teléfono.
