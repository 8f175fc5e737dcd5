## Compromisos: lo que rechazan los ajustes y los plazos.
sla-refusal-already-paused = Los plazos de este caso ya están en pausa.
sla-refusal-pause-backwards = Elija un final posterior al comienzo.
sla-refusal-not-extendable = La norma no permite prorrogar este compromiso.
sla-refusal-extension-too-late = Solo se puede prorrogar un compromiso en curso y a tiempo.
sla-refusal-extended-often = { $count ->
    [one] Este compromiso admite una prórroga y ya la tuvo.
   *[other] Este compromiso admite { $count } prórrogas y ya las tuvo.
}
sla-refusal-extension-too-long = { $unit ->
    [min] La norma permite en total { $count ->
        [one] un minuto más
       *[other] { $count } minutos más
    }.
    [h] La norma permite en total { $count ->
        [one] una hora más
       *[other] { $count } horas más
    }.
    [d] La norma permite en total { $count ->
        [one] un día más
       *[other] { $count } días más
    }.
    [wmin] La norma permite en total { $count ->
        [one] un minuto laborable más
       *[other] { $count } minutos laborables más
    }.
    [wh] La norma permite en total { $count ->
        [one] una hora laborable más
       *[other] { $count } horas laborables más
    }.
   *[wd] La norma permite en total { $count ->
        [one] un día hábil más
       *[other] { $count } días hábiles más
    }.
}
sla-refusal-reason-needed = Escriba el motivo: el propietario lo leerá.
sla-refusal-no-draft = No hay ningún borrador que publicar.
sla-refusal-unknown-preset = Ese modelo no existe.
sla-refusal-slug-taken = Otro calendario tiene ese nombre corto. Elija otro.

## Compromisos: lo que impide publicar un borrador.
sla-fault-empty = Añada al menos una norma.
sla-fault-no-fallback = Añada al final una norma sin condiciones, para que todo caso tenga un compromiso.
sla-fault-slug-twice = Dos normas se llaman «{ $policy }». Cambie un nombre.
sla-fault-unreachable = Nunca se llega a «{ $policy }»: antes está «{ $after }», que vale para todo. Súbala.
sla-fault-no-promises = «{ $policy }» no promete nada. Añada un compromiso.
sla-fault-promise-twice = «{ $policy }» tiene dos compromisos que empiezan igual y miden lo mismo. Quite uno.
sla-fault-starts-on-its-end = «{ $policy }» tiene un compromiso que empieza con lo que lo termina. Elija otro comienzo.
sla-fault-unknown-word = «{ $policy }» pide «{ $word }», que no puede darse.
sla-fault-no-time = «{ $policy }» tiene un plazo de cero. Escriba uno mayor.
sla-fault-percent = «{ $policy }» tiene un porcentaje o una fase imposible. Los porcentajes van de 1 a 100.
sla-fault-ladder = En «{ $policy }», ponga al final los avisos que se repiten, todos con el mismo plazo.
sla-fault-covered = «{ $policy }» no se usa nunca: antes está «{ $by }», que vale para los mismos casos. Súbala o quítela.
