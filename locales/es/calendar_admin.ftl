## El editor de los calendarios laborales.
calendar-admin-title = Calendarios laborales
calendar-admin-of = Calendario: { $name }
calendar-admin-new = Calendario nuevo
calendar-admin-lead = Cuándo trabajamos: con esto se cuentan los compromisos en horas laborables y días laborables.
calendar-admin-add = Añadir un calendario
calendar-admin-next-closed = Próximos cierres:
calendar-admin-used-by = Lo siguen:
calendar-admin-nobody = No lo usa ninguna comunidad
calendar-admin-who = Qué comunidad sigue cuál
calendar-admin-who-hint = Lo siguen los casos nuevos. Los compromisos en curso conservan su calendario.
calendar-admin-use = Usar este
calendar-admin-use-name = Usar este: { $name }
calendar-admin-chosen = Los casos nuevos de la comunidad siguen este calendario.
calendar-admin-saved = El calendario está guardado. Los compromisos en curso lo siguen en menos de un minuto.
calendar-admin-save = Guardar
calendar-admin-look = Ver antes
calendar-admin-export = Descargar como archivo
calendar-admin-name = Nombre
calendar-admin-zone = Zona horaria
calendar-admin-week = Semana
calendar-admin-week-hint = Desde y hasta, varias con coma: 09:00-14:00, 16:00-19:00. El día acaba a las 24:00 como muy tarde; vacío, está cerrado.
calendar-admin-dates = Fechas distintas
calendar-admin-dates-hint = Festivos y días con otro horario. Sin horas, el día está cerrado.
calendar-admin-date = Fecha
calendar-admin-label = Cómo se llama
calendar-admin-date-hours = Horas; vacío, cerrado
calendar-admin-drop-date = Quitar { $day }
calendar-admin-row = Fila { $count }
calendar-admin-past = { $count ->
    [one] { $count } fecha pasada
   *[other] { $count } fechas pasadas
}
calendar-admin-add-date = Añadir una fecha
calendar-admin-closed = Cerrado
calendar-admin-hours = { $hours } h
calendar-admin-preview = Las próximas semanas
calendar-admin-users = Comunidades que lo siguen
calendar-admin-files = Desde un archivo
calendar-admin-files-hint = Lo leído aparece antes en el formulario; así no se guarda nada.
calendar-admin-ics = Festivos (.ics)
calendar-admin-read-ics = Leer festivos
calendar-admin-toml = Archivo de calendario (.toml)
calendar-admin-read-toml = Leer calendario
calendar-admin-file-read = El archivo está en el formulario. Mírelo y guárdelo.
calendar-admin-holidays-read = { $count ->
    [0] El archivo no tiene ningún día que no estuviera ya cerrado.
    [one] Se ha añadido { $count } día cerrado al formulario. Mírelo y guárdelo.
   *[other] Se han añadido { $count } días cerrados al formulario. Mírelos y guárdelos.
}
calendar-admin-left-out = Quedan fuera:
calendar-admin-moving = { $moved ->
    [0] Ninguno de los { $running } compromisos en curso examinados cambia de plazo.
    [one] { $moved } de los { $running } compromisos en curso examinados cambia de plazo. Se avisa al propietario.
   *[other] { $moved } de los { $running } compromisos en curso examinados cambian de plazo. Se avisa a los propietarios.
}
calendar-admin-confirm = { $count ->
    [one] Guardar y mover { $count } compromiso
   *[other] Guardar y mover { $count } compromisos
}
calendar-admin-name-wrong = Escriba un nombre de 80 letras como máximo
calendar-admin-date-twice = Esta fecha está dos veces. Quite una
calendar-admin-file-missing = Elija un archivo
calendar-admin-file-unreadable = Este archivo no es un texto
