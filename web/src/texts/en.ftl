brand = Learn Exchange
