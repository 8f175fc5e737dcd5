form-empty = Rellene este campo
form-stale = Alguien ha cambiado este caso mientras usted escribía y no se ha enviado nada. Lo que escribió sigue aquí: consulte el caso en otra pestaña y después envíelo o cámbielo
form-too-short = Escriba al menos { $least } caracteres
form-too-long = Escriba { $limit } caracteres o menos. Ha escrito { $used }
form-email = Escriba un correo electrónico completo, como nombre@example.com
form-phone = Escriba un número de teléfono, como +34 915 554 471
form-share = Escriba una cuota en tanto por ciento, como 33,33
