let d = n: derivation { name = n; system = "s"; builder = d"b"; }; in d "a"
