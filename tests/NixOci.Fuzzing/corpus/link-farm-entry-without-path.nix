{ pkgs,  ... }:
{
on = "5";
rt = "${pkgs.linkFarm "f" [ { name = "5";  } ]}";
}
