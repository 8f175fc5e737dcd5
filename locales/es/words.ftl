## Palabras comunes: la palabra guardada va tras el guion.

kind-complaint = Queja
kind-repair = Avería
kind-fee_dispute = Reclamación de cuota
kind-suggestion = Sugerencia
kind-inquiry = Consulta
kind-service_order = Servicio encargado

state-new = Nuevo
state-assigned = Asignado
state-in_progress = En curso
state-waiting = En espera
state-resolved = Resuelto
state-closed = Cerrado
state-declined = No admitido
state-duplicate = Duplicado
state-withdrawn = Retirado

owner-state-new = Recibido
owner-state-assigned = Recibido
owner-state-in_progress = En marcha
owner-state-waiting = En espera
owner-state-resolved = Hecho: compruébelo
owner-state-closed = Cerrado
owner-state-declined = No lo llevamos nosotros
owner-state-duplicate = Unido a otro aviso
owner-state-withdrawn = Retirado
owner-state-waiting-owner_answer = Esperamos su respuesta
owner-state-waiting-owner_access = A la espera de poder entrar
owner-state-waiting-third_party = A la espera de otra empresa
owner-state-waiting-parts = A la espera de una pieza
owner-state-waiting-weather = A la espera del tiempo
owner-state-waiting-approval = A la espera de aprobación
owner-state-waiting-appointment = Visita acordada

urgency-emergency = Emergencia
urgency-urgent = Urgente
urgency-normal = Normal
urgency-low = Baja

channel-web = Web
channel-phone = Teléfono
channel-walk_in = Mostrador
channel-email = Correo
channel-api = Otro sistema
channel-import = Importado
channel-proactive = Revisión propia

metric-acknowledge = Acuse de recibo
metric-first_response = Primera respuesta
metric-attend = Visita
metric-make_safe = Eliminar el peligro
metric-investigate = Investigación
metric-update_owner = Próxima noticia
metric-resolve = Solución
metric-answer = Respuesta escrita
metric-evidence_open = Acceso a las pruebas
metric-certify = Certificado
metric-department_hold = Tiempo del departamento

owner-metric-acknowledge = Alguien se hace cargo
owner-metric-first_response = Le responde una persona
owner-metric-attend = Va alguien
owner-metric-make_safe = Queda sin peligro
owner-metric-investigate = Sabemos la causa
owner-metric-update_owner = Tiene noticias nuestras
owner-metric-resolve = Queda hecho
owner-metric-answer = Tiene nuestra respuesta escrita
owner-metric-evidence_open = Puede ver las pruebas
owner-metric-certify = Tiene el certificado
owner-metric-department_hold = El departamento lo traslada

promise-waiting = Sin empezar
promise-running = En plazo
promise-kept = Cumplido
promise-broken = Fuera de plazo
promise-dropped = Sin efecto

wait-owner_answer = Respuesta del propietario
wait-owner_access = Acceso a la vivienda
wait-third_party = Otra empresa
wait-parts = Una pieza
wait-weather = El tiempo
wait-approval = Aprobación
wait-appointment = Visita acordada

outcome-fixed = Reparado
outcome-answered = Respondido
outcome-explained = Explicado
outcome-upheld = Estimado
outcome-partly = Estimado en parte
outcome-not_upheld = No estimado
outcome-rejected = Rechazado
outcome-referred = Trasladado a otra empresa
outcome-no_fault = Sin avería
outcome-delivered = Prestado
outcome-other = Otro

role-owner = Propietario
role-co_owner = Copropietario
role-tenant = Inquilino
role-household = Conviviente
role-agent = Representante
role-committee = Junta de propietarios
role-desk = Recepción
role-department = Personal del departamento
role-head = Responsable de departamento
role-manager = Gerencia
role-finance = Finanzas
role-admin = Administración

handoff-offered = Ofrecido
handoff-accepted = Aceptado
handoff-declined = Rechazado
handoff-lapsed = Caducado
handoff-withdrawn = Retirado

actor-owner = Propietario
actor-staff = Personal
actor-system = Ventanilla

payer-company = La empresa
payer-owner = El propietario
payer-warranty = La garantía del promotor
payer-insurer = El seguro
payer-utility = La compañía de suministros

span-minutes = { $count } min
span-hours = { $count } h
span-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
span-ago = hace { $span }
span-just-now = ahora mismo
due-left = quedan { $span }
due-late = { $span } de retraso
due-by = antes del { $when }

money-missing = Escriba un importe, por ejemplo 1.234,50
money-unreadable = Escriba el importe en cifras, por ejemplo 1.234,50
money-nothing = Escriba un importe mayor que cero
money-too-much = Escriba un importe menor que 10.000.000

## Sorts of shared areas and assets; others are said as they were imported.
place-kind-lobby = Portal
place-kind-entrance = Entrada
place-kind-door = Puerta
place-kind-intercom = Portero automático
place-kind-stairs = Escalera
place-kind-corridor = Pasillo
place-kind-garage = Garaje
place-kind-gate = Portón
place-kind-garden = Jardín
place-kind-playground = Zona infantil
place-kind-pool = Piscina
place-kind-gym = Gimnasio
place-kind-roof = Cubierta
place-kind-facade = Fachada
place-kind-lift = Ascensor
place-kind-pump = Bomba
place-kind-boiler = Caldera
place-kind-tank = Depósito de agua
place-kind-other = Otra

## Tags of the routing rules shipped; others are said as they were typed.
tag-danger = Peligro
tag-out-of-hours = Fuera de horario
tag-again = Se repite
tag-night = De noche
tag-independent = Persona ajena al asunto
