{ systemd.units."a.service".text = "garbage"; }
