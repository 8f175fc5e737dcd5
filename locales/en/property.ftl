property-which-home = Which home is it about?
property-no-home = We do not find a home of yours here. Call us and we put it right while you are on the phone.
property-no-money-home = Only the owner of a home, a co-owner or their agent sees its account. If that is you, call us and we put it right.
property-company = The whole company
