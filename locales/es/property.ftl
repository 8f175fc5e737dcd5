property-which-home = ¿De qué vivienda se trata?
property-no-home = No encontramos aquí ninguna vivienda suya. Llámenos y lo arreglamos mientras hablamos.
property-no-money-home = Solo el propietario, un copropietario o su representante ve la cuenta de una vivienda. Si es su caso, llámenos y lo arreglamos.
property-company = Toda la empresa
