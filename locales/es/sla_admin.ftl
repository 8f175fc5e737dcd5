## El editor de los compromisos.
sla-admin-title = Compromisos: { $whose }
sla-admin-back = Compromisos en vigor
sla-admin-back-draft = Borrador
sla-admin-whose = De quién son los compromisos
sla-admin-lead = A cada caso nuevo se aplica la primera norma que le corresponde. Los casos en curso conservan lo que se les prometió.
sla-admin-lead-own = Estas normas se consultan primero. Lo que ninguna recoge sigue los compromisos de toda la empresa.
sla-admin-none = Esta comunidad no tiene compromisos propios: valen los de toda la empresa.
sla-admin-presets = Modelos
sla-admin-go-on = Seguir con el borrador
sla-admin-change = Cambiar los compromisos
sla-admin-versions = Versiones
sla-admin-version = Versión { $count }
sla-admin-count = { $count ->
    [one] { $count } norma
   *[other] { $count } normas
}
sla-admin-roll-back = Volver a poner en vigor
sla-admin-back-to = Volver a poner en vigor la versión { $count }
sla-admin-rolled-back = Los compromisos anteriores vuelven a valer para los casos nuevos.
sla-admin-published = Los compromisos nuevos ya valen para los casos nuevos.
sla-admin-discarded = El borrador se ha descartado. No ha cambiado nada.
sla-admin-saved = La norma está guardada en el borrador.
sla-admin-adopted = El modelo está en el borrador. Aún no vale nada: pruébelo, cámbielo y publíquelo.

## Una norma en palabras.
sla-admin-everything = Todos los casos
sla-admin-all-of = { $category }: todo
sla-admin-for-categories = sobre { $list }
sla-admin-for-urgencies = urgencia: { $list }
sla-admin-for-roles = de: { $list }
sla-admin-for-season = abierto { $season }
sla-admin-how = desde que { $start }; aviso al { $percent } del plazo
sla-admin-in-season = { $season }: { $target }
sla-admin-second-stage = En la segunda revisión de una queja
sla-admin-extended = { $count ->
    [one] Admite una prórroga motivada, de { $target } en total
   *[other] Admite { $count } prórrogas motivadas, de { $target } en total
}
sla-admin-repeated = Empieza de nuevo cada vez que se cumple
sla-admin-receipt-meets = El acuse automático cuenta
sla-admin-tell-warning = Con el aviso se entera { $to }
sla-admin-tell-breach = Al vencer el plazo se entera { $to }
sla-admin-tell-every = Después, cada { $target } se entera { $to }
sla-admin-tier-accountable = quien responde del caso
sla-admin-tier-head = quien dirige el departamento
sla-admin-tier-manager = la gerencia
sla-admin-on-time = Objetivo en los tableros: { $percent } % a tiempo

## Modelos.
sla-admin-presets-title = Modelos: { $whose }
sla-admin-presets-lead = Compromisos tomados de leyes, códigos y cartas publicadas. Un modelo entra en un borrador, delante de lo que vale ahora. Nada de esto es asesoramiento jurídico.
sla-admin-presets-draft = Hay un borrador: el modelo se suma a él.
sla-admin-mark-verified = Fuente leída
sla-admin-mark-unverified = Compruebe antes la fuente
sla-admin-mark-house = Propuesta nuestra
sla-admin-taken = a fecha del { $day }
sla-admin-unsure = Por comprobar: { $what }
sla-admin-adopt = Llevar a un borrador
sla-admin-adopt-name = Llevar a un borrador: { $name }

## El borrador.
sla-admin-draft-title = Borrador de los compromisos: { $whose }
sla-admin-draft-lead = Nada de esto vale hasta que lo publique. Pruébelo antes con casos pasados.
sla-admin-add = Añadir una norma
sla-admin-try = Qué cambiaría
sla-admin-publish-title = Poner en vigor el borrador
sla-admin-publish-hint = Para quien mire después las versiones. Los casos nuevos siguen los compromisos nuevos; los que están en curso conservan los suyos.
sla-admin-blocking = { $count ->
    [one] Hay { $count } cosa que corregir antes de publicar el borrador.
   *[other] Hay { $count } cosas que corregir antes de publicar el borrador.
}

## Una norma.
sla-admin-policy-title = Cambiar la norma
sla-admin-new-title = Norma nueva
sla-admin-name-missing = Póngale un nombre a la norma
sla-admin-which = Qué casos
sla-admin-which-hint = Lo que queda vacío no pide nada. Una norma sin condiciones vale para todos los casos.
sla-admin-kinds = Tipo
sla-admin-urgencies = Urgencia
sla-admin-occupancies = Quién avisa
sla-admin-categories = Sobre qué
sla-admin-season = Solo en una parte del año
sla-admin-season-hint = Mes y día, ambos incluidos, por ejemplo 10-31 – 05-01
sla-admin-season-wrong = Escriba mes y día de los dos extremos, por ejemplo 10-31 – 05-01
sla-admin-promises = Qué se promete
sla-admin-metric = Qué
sla-admin-target = En un plazo de
sla-admin-start = Contado desde que
sla-admin-warn = Aviso al (%)
sla-admin-more = Prórroga, temporadas y más
sla-admin-extension = Prórroga máxima
sla-admin-extension-hint = En total. Vacío: no se puede prorrogar.
sla-admin-times = Cuántas veces
sla-admin-times-hint = Vacío: una
sla-admin-stage = De una queja
sla-admin-stage-1 = Primera respuesta
sla-admin-stage-2 = Segunda revisión
sla-admin-seasons = Otro plazo en una parte del año
sla-admin-seasons-hint = Uno por línea, por ejemplo 10-31 – 05-01 = 1 wd. Unidades: min, h, d, wmin, wh, wd.
sla-admin-season-line = «{ $text }» no se entiende. Escríbalo como 10-31 – 05-01 = 1 wd
sla-admin-repeats = Empieza de nuevo cada vez que se cumple
sla-admin-receipt = El acuse automático cuenta
sla-admin-drop = Quitar
sla-admin-drop-name = Quitar el compromiso: { $name }
sla-admin-new-metric = Prometer también
sla-admin-add-promise = Añadir este compromiso
sla-admin-ladder = Quién se entera
sla-admin-ladder-hint = Los avisos que se repiten van al final.
sla-admin-step = Paso { $count }
sla-admin-step-at = Cuándo
sla-admin-step-every = Después de cada
sla-admin-step-to = A quién
sla-admin-drop-step = Quitar el paso { $count }
sla-admin-add-step = Añadir un paso
sla-admin-at-warning = con el aviso
sla-admin-at-breach = al vencer el plazo
sla-admin-at-every = una y otra vez después
sla-admin-boards = En los tableros
sla-admin-on-time-label = A tiempo, en tanto por ciento de todos
sla-admin-on-time-hint = Un objetivo para los tableros. No se mide con él ningún caso suelto.
sla-admin-save = Guardar en el borrador
sla-admin-unit-wh = horas laborables
sla-admin-unit-wd = días laborables
sla-admin-unit-wmin = minutos laborables
sla-admin-unit-min = minutos
sla-admin-unit-h = horas
sla-admin-unit-d = días
sla-admin-choose = Elija una opción de la lista
sla-admin-metric-twice = Esto se promete dos veces desde el mismo comienzo. Quite uno
sla-admin-starts-on-end = Este comienzo es lo que termina el compromiso. Elija otro
sla-admin-promise-missing = Prometa al menos una cosa
sla-admin-times-wrong = Escriba un número entero del 1 al 9
sla-admin-count-wrong = Escriba un número entero a partir de 1
sla-admin-count-long = Escriba un plazo de diez años como máximo
sla-admin-percent-wrong = Escriba un número entero del 1 al 100
sla-admin-step-order = Ponga al final los avisos que se repiten, todos con el mismo plazo

## Qué cambiaría.
sla-admin-trial-title = Qué cambiaría: { $whose }
sla-admin-trial-sum = A { $changed } de los últimos { $tickets } casos se les habría prometido otra cosa.
sla-admin-trial-how = Las dos partes se cuentan de nuevo con lo que pasó en cada caso hasta su primer cierre, según los calendarios de hoy. Las prórrogas y lo que siguió a una reapertura quedan fuera.
sla-admin-trial-totals = Compromisos de todos estos casos
sla-admin-trial-each = Caso por caso
sla-admin-trial-none = A todos estos casos se les habría prometido lo mismo.
sla-admin-trial-nothing = Nada más
sla-admin-trial-more = Solo se muestran los { $count } más recientes.
sla-admin-before = Con los compromisos en vigor
sla-admin-after = Con el borrador
sla-admin-fate-kept = A tiempo
sla-admin-fate-broken = Tarde
sla-admin-fate-open = En curso
sla-admin-fate-unneeded = No hizo falta
sla-admin-replayed = { $metric }: { $target }
