## Avisos y correos.
## Cada mensaje puede usar: { $number } del caso; { $matter } "su aviso" y { $Matter } "Su aviso"; { $department }; { $actor } quien lo
## hizo; { $who } quien responde del caso; { $manager }; { $phone }. Algunos: { $metric }, { $when } cuándo vencía, { $until } cuándo
## termina la espera, { $new } lo prometido en su lugar, { $closes } el día en que se cierra solo, { $score }, { $referral }.
## Los correos a propietarios siguen este orden: qué hemos recibido, qué haremos, para cuándo, quién, qué hacer si no es así.

notify-matter-repair = su aviso
notify-matter-complaint = su queja
notify-matter-fee_dispute = su reclamación
notify-matter-suggestion = su sugerencia
notify-matter-inquiry = su pregunta
notify-matter-service_order = su pedido

notify-we = nosotros
notify-desk = Recepción

notify-hello = Hola, { $name }:
notify-danger = ¿Hay alguien en peligro? Llame ahora al { $phone }.
notify-promise = { $what }: antes del { $when }.
notify-who = Responde { $who }, { $department }. Puede llamar al { $phone }.
notify-who-no-phone = Responde { $who }, { $department }.
notify-who-nobody = Puede llamarnos al { $phone }.
notify-wrong = ¿Hay algo que no es así? Escríbanos en su página:
notify-referral = Diríjase aquí: { $referral }.
notify-staff-why = Recibe este mensaje porque trabaja para { $community }.

# Por qué espera un caso.
notify-wait-owner_answer = Necesitamos una respuesta suya.
notify-wait-owner_access = Necesitamos entrar y no hemos podido.
notify-wait-third_party = Otra empresa tiene que hacer antes su parte.
notify-wait-parts = Estamos esperando una pieza.
notify-wait-weather = El tiempo no permite el trabajo.
notify-wait-approval = Antes hay que aprobar el gasto.
notify-wait-appointment = Hemos acordado una visita con usted.

# Por qué no se acepta un caso.
notify-decline-owners_responsibility = La parte afectada es del propietario, no del edificio.
notify-decline-developers_warranty = Lo cubre la garantía del promotor, y el promotor tiene que repararlo.
notify-decline-utilitys_responsibility = Corresponde a la empresa de suministro.
notify-decline-not_our_community = No nos ocupamos del lugar que indica.
notify-decline-abusive = No respondemos a mensajes que insultan o amenazan.
notify-decline-other = El motivo va abajo, en palabras de { $actor }.

# Lo que muestra el registro cuando se incumple una promesa.
notify-cause-new = Todavía no había llegado a ningún departamento.
notify-cause-assigned = Estaba en { $department } y nadie había empezado.
notify-cause-in_progress = { $department } había empezado y no terminó a tiempo.
notify-cause-waiting = Estaba en espera, y la espera no cubría este compromiso.
notify-cause-resolved = El trabajo estaba hecho y no se lo dijimos a tiempo.
notify-cause-closed = Estaba cerrado y aún le debíamos esto.
notify-cause-declined = No se había aceptado y aún le debíamos esto.
notify-cause-duplicate = Estaba unido a otro aviso y aún le debíamos esto.
notify-cause-withdrawn = Usted lo había retirado.

## Lo que leen los propietarios.

notify-received-line = Hemos recibido { $matter } { $number }
notify-received-heard = Hemos recibido { $matter } { $number }.
notify-received-do = Ahora se ocupa { $department }.
notify-received-do-desk = Recepción lo lee y lo pasa a quien corresponde.

notify-acknowledged-line = { $actor } ha leído { $matter } { $number }
notify-acknowledged-heard = { $actor } ha leído { $matter } { $number }.
notify-acknowledged-do = Lo estamos estudiando.

notify-moved-line = { $Matter } { $number } está ahora en { $department }
notify-moved-heard = { $Matter } { $number } está ahora en { $department }.
notify-moved-do = Desde aquí se ocupan ellos.

notify-started-line = { $actor } trabaja en { $matter } { $number }
notify-started-heard = { $actor } trabaja en { $matter } { $number }.
notify-started-do = Le avisaremos cuando haya novedades.

notify-answer-line = { $actor } ha respondido a { $matter } { $number }
notify-answer-heard = { $actor } responde a { $matter } { $number }:
notify-answer-do = Seguimos hasta que quede resuelto.

notify-hold-line = { $Matter } { $number } tiene que esperar hasta el { $until }
notify-hold-heard = { $Matter } { $number } no está terminado y tiene que esperar.
notify-hold-do = Seguimos, como muy tarde, el { $until }.

notify-resumed-line = Seguimos con { $matter } { $number }
notify-resumed-heard = Ha terminado la espera de { $matter } { $number }.
notify-resumed-do = Seguimos con ello.

notify-visited-line = { $actor } ha ido por { $matter } { $number }
notify-visited-heard = { $actor } ha ido por { $matter } { $number }.
notify-visited-do = Le diremos qué viene después.

notify-safe-line = { $Matter } { $number }: ya no hay peligro
notify-safe-heard = { $actor } ha quitado el peligro. Se trata de { $matter } { $number }.
notify-safe-do = Después viene el resto de la reparación.

notify-found-line = { $Matter } { $number }: hemos encontrado la causa
notify-found-heard = { $actor } ha estudiado { $matter } { $number }.
notify-found-do = Seguimos a partir de lo encontrado.

notify-resolved-line = { $Matter } { $number } está terminado. ¿Está bien?
notify-resolved-heard = Creemos que { $matter } { $number } está terminado.
notify-resolved-do = Se cierra solo el { $closes }.
notify-resolved-wrong = ¿No está bien? Dígalo antes en su página. Empezamos de nuevo enseguida:

notify-complaint_answer-line = Nuestra respuesta a su queja { $number }
notify-complaint_answer-heard = Esta es nuestra respuesta a su queja { $number }.
notify-complaint_answer-do = Se cierra sola el { $closes }.
notify-complaint_answer-wrong = ¿No está de acuerdo? Pida una revisión en su página. La estudia otra persona:

notify-decided-line = Hemos decidido su reclamación { $number }
notify-decided-heard = Hemos decidido su reclamación { $number }. Su página muestra la decisión de cada cargo.
notify-decided-do = Se cierra sola el { $closes }.
notify-decided-wrong = ¿Lo ve de otra manera? Dígalo antes en su página:

notify-reopened-line = { $Matter } { $number } está abierto de nuevo
notify-reopened-heard = { $Matter } { $number } está abierto de nuevo.
notify-reopened-do = { $department } trabaja en ello.

notify-closed-line = { $Matter } { $number } está cerrado
notify-closed-heard = { $Matter } { $number } está cerrado.
notify-closed-do = Puede leerlo cuando quiera.

notify-declined-line = No podemos aceptar { $matter } { $number }
notify-declined-heard = No podemos aceptar { $matter } { $number }.
notify-declined-wrong = ¿Lo ve de otra manera? Escriba en su página o llame. Recepción lo mira otra vez:

notify-duplicate-line = { $Matter } { $number } está unido a otro aviso
notify-duplicate-heard = Ya conocemos el asunto de { $number }.
notify-duplicate-do = Tratamos los dos como uno. Le contamos cómo sigue.

notify-withdrawn-line = { $Matter } { $number } se ha retirado
notify-withdrawn-heard = { $Matter } { $number } se ha retirado.
notify-withdrawn-do = No hacemos nada más.

notify-extended-line = Necesitamos más tiempo para { $matter } { $number }
notify-extended-heard = Necesitamos más tiempo para { $matter } { $number }. El motivo:
notify-extended-do = Estos son los nuevos plazos.

notify-retimed-line = Han cambiado los plazos de { $matter } { $number }
notify-retimed-heard = Han cambiado nuestros días de trabajo y, con ellos, lo que le dijimos de { $matter } { $number }.
notify-retimed-do = Estos son los nuevos plazos.

notify-apology-line = No hemos cumplido con { $matter } { $number }
notify-apology-heard = Dijimos que tendría noticias nuestras antes del { $when }.
notify-apology-heard-acknowledge = Dijimos que confirmaríamos { $matter } { $number } antes del { $when }.
notify-apology-heard-first_response = Dijimos que una persona respondería a { $matter } { $number } antes del { $when }.
notify-apology-heard-attend = Dijimos que alguien iría por { $number } antes del { $when }.
notify-apology-heard-make_safe = Dijimos que { $number } quedaría sin peligro antes del { $when }.
notify-apology-heard-investigate = Dijimos que encontraríamos la causa de { $number } antes del { $when }.
notify-apology-heard-update_owner = Dijimos que tendría noticias de { $number } antes del { $when }.
notify-apology-heard-resolve = Dijimos que { $matter } { $number } estaría terminado antes del { $when }.
notify-apology-heard-answer = Dijimos que tendría nuestra respuesta a { $number } antes del { $when }.
notify-apology-heard-evidence_open = Dijimos que podría ver los documentos de { $number } antes del { $when }.
notify-apology-heard-certify = Dijimos que tendría el certificado de { $number } antes del { $when }.
notify-apology-do = No lo hemos cumplido. El fallo es nuestro, y lo siento.
notify-apology-late = Ya se ha hecho, más tarde de lo que dijimos.
notify-apology-new = Antes del { $new }, { $who } le dice cómo está y cuándo terminará.
notify-apology-wrong = Si tampoco cumplimos, le llamará { $manager }, responsable de la comunidad. También puede escribir en su página:

notify-charges_held-line = Los recargos de su reclamación { $number } están en pausa
notify-charges_held-heard = Usted reclama algunos cargos en { $number }.
notify-charges_held-do = Sus recargos están en pausa hasta que respondamos. Los demás cargos se pagan igual.

notify-adjusted-line = La corrección de su reclamación { $number } está aprobada
notify-adjusted-heard = La corrección de su reclamación { $number } está aprobada.
notify-adjusted-do = La verá en su próximo recibo.

## Lo que lee el personal.

notify-untriaged-line = { $number } espera clasificación
notify-assigned-line = { $number } es suyo ahora
notify-taken_back-line = { $number } ya no es suyo: recepción lo ha recuperado
notify-offered-line = { $actor } le ofrece { $number }: ¿lo acepta?
notify-offer_accepted-line = { $actor } ha aceptado { $number }
notify-offer_declined-line = { $actor } no ha aceptado { $number }; sigue siendo suyo
notify-offer_lapsed-line = Nadie aceptó { $number } a tiempo; vuelve a { $who }
notify-wrote-line = El propietario ha escrito sobre { $number }
notify-noted-line = { $actor } ha dejado una nota en { $number }
notify-followed-line = Hay novedades en { $number }, que usted sigue
notify-wait_over-line = Ha terminado la espera de { $number }
notify-opened_again-line = { $number } está abierto de nuevo
notify-urgency-line = { $number } tiene ahora otra urgencia
notify-warned-line = { $number }: { $metric }, vence el { $when }
notify-broken-line = { $number } va con retraso. { $metric }: vencía el { $when }
notify-escalated-line = { $number } sigue con retraso. { $metric }: vencía el { $when }
notify-ring_owner-line = { $number }: llame ahora al propietario. No llegaron las noticias prometidas tras la disculpa
notify-returned-line = { $number } vuelve: el propietario dice que no está bien
notify-rated-line = { $number }: el propietario da { $score } de 5
notify-thanked-line = El propietario da las gracias por { $number }
notify-confirmed-line = { $number }: el propietario dice que está bien
notify-given_up-line = El propietario ha retirado { $number }
notify-stage_two-line = { $number }: el propietario pide una revisión
notify-approve-line = { $number }: una corrección espera aprobación
notify-refused-line = { $number }: la corrección no se ha aprobado

## La página.

notify-page-title = Novedades
notify-page-empty = Todavía nada. Aquí verá lo que pasa con sus avisos.
notify-page-empty-staff = Todavía nada. Aquí verá lo que pasa con sus casos.
notify-page-new = Nuevo
notify-page-read = Marcar todo como leído
notify-page-older = Anteriores

# What is told to neighbours who follow it; { $what } is what is broken.
notify-neighbour-line = { $what } ({ $number }): { $step }
notify-neighbour-heard = Usted sigue { $what }, { $number }.
notify-neighbour-do = Novedad: { $step }.
notify-step-Accepted = ya se trabaja en ello
notify-step-PutOnHold = tiene que esperar hasta { $until }
notify-step-Resumed = el trabajo sigue
notify-step-Visited = alguien ha ido a verlo
notify-step-MadeSafe = ya no hay peligro
notify-step-Investigated = se conoce la causa
notify-step-Resolved = está terminado
notify-step-Returned = aún no está bien y sigue abierto
notify-step-Reopened = está abierto de nuevo
notify-step-Closed = está cerrado
notify-step-Declined = no podemos aceptarlo
notify-step-ComplaintAnswered = ya tiene respuesta
notify-step-DisputeDecided = está decidido
notify-step-MarkedDuplicate = se ha unido a otro aviso más
notify-step-Withdrawn = quien avisó ya no lo necesita; avise de nuevo si a usted le sigue haciendo falta

# What is told to those whose own report { $own } was joined with { $number }.
notify-joined-line = Su aviso { $own }: { $step }
notify-joined-heard = Usted avisó con { $own }. Lo tratamos junto con { $number }.
notify-joined-do = Novedad de los dos: { $step }.

notify-payer-line = Quién paga: { $matter } { $number }
notify-payer-heard = Hemos visto quién paga en { $matter } { $number }.
notify-payer-do = { $payer }
