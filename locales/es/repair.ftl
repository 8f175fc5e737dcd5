repair-back = Volver
repair-change = Cambiar

repair-where-title = ¿Qué se ha estropeado?
repair-photo = Hacer una foto
repair-where-tiles = ¿Dónde está?

repair-what-title = ¿Qué ocurre?
repair-what-missing = Elija qué ocurre, o elija «No lo sé»

repair-same-title = ¿Alguien ha avisado ya?
repair-same-hint = Si es uno de estos, no hace falta que avise otra vez. Le contamos lo que pase.
repair-same-since = avisado el { $when }
repair-same-next = Lo siguiente: { $what }, antes del { $when }
repair-same-me-too = A mí también: avísenme de lo que pase
repair-same-other = Es otra cosa: avisar
repair-same-following = Sigue este asunto. Le contamos lo que pase.
repair-same-stop = Dejar de seguirlo
repair-card-hint = Alguien de su edificio ha avisado de esto. Aquí ve qué está estropeado y qué se hará después, pero no quién avisó.

repair-last-title = Compruebe y envíe
repair-help-title = Pruebe primero esto
repair-help-go-on = No ha servido: continuar
repair-help-done = Ya funciona
repair-fact-home = Vivienda
repair-fact-where = Dónde
repair-fact-what = Qué
repair-fact-photos = Fotos
repair-fact-responsible = Quién se ocupa
repair-photos = { $count ->
    [0] Ninguna
    [one] { $count } foto
   *[other] { $count } fotos
}
repair-responsible-company = Nosotros.
repair-responsible-owner = El propietario de la vivienda.
repair-responsible-developer = El promotor.
repair-responsible-utility = La compañía de suministro.
repair-responsible-insurer = La aseguradora.
repair-thing = ¿Cuál de ellos?
repair-thing-unsure = No lo sé con seguridad
repair-words = ¿Algo más que añadir?
repair-words-hint = Desde cuándo, con qué frecuencia, qué ha probado
repair-words-needed = ¿Qué ocurre?
repair-words-missing = Escriba en pocas palabras qué ocurre, o vuelva y añada una foto
repair-worse = ¿Está empeorando ahora?
repair-vulnerable = En casa hay un niño pequeño, una persona mayor o alguien enfermo
repair-enter = ¿Podemos entrar si no está?
repair-best = Mejor momento
repair-best-morning = Por la mañana
repair-best-afternoon = Por la tarde
repair-best-any = Cualquier hora
repair-yes = Sí
repair-no = No
repair-unsure = No lo sé
repair-send = Enviar el aviso
repair-change-title = Cambiarlo o retirarlo
repair-change-until = Puede hacerlo hasta el { $until }. Después, escríbanos un mensaje.
repair-change-words = Lo que escribió
repair-change-save = Guardar los cambios
repair-changed = Hemos recibido sus cambios.
repair-change-else = ¿Es otra cosa o ya está resuelto?
repair-change-else-hint = Retire este aviso. Si algo sigue averiado, avise de nuevo.

repair-danger-gas = No toque interruptores, no encienda nada, abra las ventanas y salga de casa. Después llame desde fuera.
repair-danger-fire = Si hay fuego o humo, salga ya y llame a los bomberos. Después llámenos.
repair-danger-water = Cierre la llave de paso general si puede. Aléjese de los enchufes mojados. Después llámenos.
repair-danger-electric = No toque nada que chispee o esté mojado. Corte la luz en el cuadro solo si está seco. Después llámenos.
repair-danger-trapped = Mantenga la calma, pulse la alarma del ascensor y no fuerce las puertas. Llámenos ahora: va alguien.
repair-danger-lock = Si corre peligro, llame antes a la policía. Después llámenos.
repair-danger-cold = Abríguense en una sola habitación. No caliente nunca con fogones ni barbacoas. Llámenos si hay un niño pequeño, una persona mayor o alguien enfermo.

repair-worse-yes = Está empeorando
repair-worse-no = No empeora
repair-worse-unsure = No sabe si empeora
repair-enter-yes = Se puede entrar si no hay nadie
repair-enter-no = Solo si hay alguien en casa

repair-payer-title = Quién paga esta reparación
repair-payer-usual = Lo habitual: { $responsible } { $why }
repair-payer = Quién paga
repair-payer-reason = Por qué
repair-payer-reads = Lo lee el propietario, en { $language } si puede ser. Puede no estar de acuerdo.
repair-payer-send = Decírselo al propietario
repair-payer-missing = Elija quién paga
repair-payer-settled = El propietario ya sabe quién paga.
