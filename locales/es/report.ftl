report-board-title = Panel
report-company-title = Cifras de la empresa
report-all-departments = Todos los departamentos
report-departments = Departamentos
report-communities = Comunidades
report-spans = Periodo
report-span-28 = 28 días
report-span-90 = 90 días
report-span-365 = Un año
report-span-all = Todo
report-counted = Contado a las { $time }, con la hora de { $zone }
report-news = Hay cambios: mostrar
report-unrouted = Sin departamento
report-nobody = Nadie todavía

report-open = { $count ->
    [one] abierto
   *[other] abiertos
}
report-late = { $count ->
    [one] atrasado
   *[other] atrasados
}
report-today = { $count ->
    [one] vence hoy
   *[other] vencen hoy
}
report-waiting = en espera
report-reopened = { $count ->
    [one] volvió en 14 días
   *[other] volvieron en 14 días
}
report-filed = { $count ->
    [one] recibidos, de { $count } dirección
   *[other] recibidos, de { $count } direcciones
}
report-closed = { $count ->
    [one] cerrado
   *[other] cerrados
}
report-median = días hasta el cierre, mediana
report-ninetieth = días hasta el cierre, 9 de cada 10
report-act = { $count ->
    [0] Atender ahora
    [one] Atender ahora: { $count } caso
   *[other] Atender ahora: { $count } casos
}
report-nothing-urgent = No hay nada atrasado y nada vence en las próximas dos horas.
report-give = Pasar a otra persona
report-give-to = ¿Quién se encarga?
report-give-reason = Por qué
report-give-now = Pasar ahora
report-given = { $number } ha cambiado de manos.
report-on-time = A tiempo, según la fecha prometida
report-first = Primera respuesta
report-done = Hecho o contestado
report-due = { $count ->
    [one] { $count } promesa
   *[other] { $count } promesas
}
report-due-late = { $count ->
    [one] { $count } tarde
   *[other] { $count } tarde
}
report-of = { $kept } de { $n }
report-ages = Antigüedad de lo abierto
report-load = Casos abiertos por persona
report-load-late = { $n } ({ $late } tarde)
report-load-others = { $count ->
    [one] { $count } persona más
   *[other] { $count } personas más
}
report-why = En espera y por qué
report-flow = Entradas y salidas, últimos 14 días
report-came = Entran
report-went = Salen

report-figure-open = Casos abiertos
report-figure-late = Casos atrasados
report-figure-act = Atrasados o que vencen en dos horas
report-figure-today = Vencen hoy
report-figure-waiting = En espera
report-figure-filed = Casos recibidos
report-figure-ended = Casos terminados
report-figure-closed = Casos cerrados
report-figure-reopened = Volvieron en los 14 días tras resolverse
report-figure-first = Primeras respuestas prometidas
report-figure-first-kept = Primeras respuestas a tiempo
report-figure-first-late = Primeras respuestas tarde
report-figure-done = Soluciones prometidas
report-figure-done-kept = Soluciones a tiempo
report-figure-done-late = Soluciones tarde
report-tickets = { $count ->
    [one] { $count } caso
   *[other] { $count } casos
}
report-promises = { $count ->
    [one] { $count } promesa
   *[other] { $count } promesas
}
report-none = No hay casos aquí.
report-filed-at = Recibido: { $when }
report-closed-at = Terminado: { $when }
report-promised-by = Prometido para { $when }

report-col-filed = Casos
report-col-closed = Cerrados
report-col-addresses = Direcciones
report-col-median = Días (mediana)
report-col-ninetieth = Días (9 de cada 10)
report-col-open = Abiertos
report-col-late = Atrasados
report-repeats = Lo mismo en el mismo lugar
report-no-repeats = Nada se ha comunicado dos veces desde el mismo lugar.
