## Calendarios laborales: qué falla. { $place } va vacío o nombra el día del archivo, como «mon: ».
calendar-not-a-window = { $place }«{ $text }» no es una franja horaria. Escríbala como 09:00-14:00, como muy tarde hasta las 24:00
calendar-window-empty = { $place }La franja { $text } está vacía
calendar-window-backwards = { $place }La franja { $text } termina antes de empezar. Escriba una noche como dos franjas: una hasta las 24:00 y otra desde las 00:00 del día siguiente
calendar-windows-overlap = { $place }Las franjas { $first } y { $second } se solapan
calendar-no-working-time = Nadie trabaja entre el { $from } y el { $until }. Abra al menos una franja
calendar-unknown-zone = «{ $text }» no es una zona horaria. Escríbala como Europe/Madrid
calendar-not-a-weekday = «{ $text }» no es un día de la semana. Escriba mon, tue, wed, thu, fri, sat o sun
calendar-not-a-date = «{ $text }» no es una fecha. Escríbala como 2026-12-24
calendar-not-a-list = { $place }Escriba las franjas como una lista, por ejemplo ["09:00-14:00"]
calendar-file-unreadable = No se puede leer el archivo del calendario: { $text }

## Festivos de un archivo iCalendar
calendar-not-icalendar = Este no es un archivo iCalendar. Elija un archivo que termine en .ics
calendar-no-holidays = El archivo no tiene eventos de día completo entre el { $from } y el { $until }
calendar-left-out-part-day = No es un día completo
calendar-left-out-no-date = No tiene fecha
calendar-left-out-too-long = Dura más de { $days } días
calendar-left-out-repetition = No se entiende cómo se repite

## Plazos de los compromisos
calendar-not-a-target = «{ $text }» no es un plazo. Escriba un número y min, h, d, wmin, wh o wd, por ejemplo 4 wh
calendar-target-too-long = «{ $text }» es demasiado largo
calendar-target-minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
calendar-target-hours = { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
calendar-target-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
calendar-target-working-minutes = { $count ->
    [one] { $count } minuto laborable
   *[other] { $count } minutos laborables
}
calendar-target-working-hours = { $count ->
    [one] { $count } hora laborable
   *[other] { $count } horas laborables
}
calendar-target-working-days = { $count ->
    [one] { $count } día laborable
   *[other] { $count } días laborables
}

## Por qué no hay hora de vencimiento
calendar-runs-out = Al calendario no le queda tiempo laborable para este compromiso
calendar-too-far = El compromiso vence dentro de más de 100 años
calendar-pause-backwards = La pausa termina antes de empezar

## Por qué una fecha no cuenta
calendar-why-closed = Cerrado
calendar-why-holiday = Festivo
calendar-why-paused = En pausa
calendar-why-clock_change = Cambio de hora
