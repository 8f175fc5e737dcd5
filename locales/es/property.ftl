property-which-home = ¿De qué vivienda se trata?
property-no-home = No encontramos aquí ninguna vivienda suya. Llámenos y lo arreglamos mientras hablamos.
