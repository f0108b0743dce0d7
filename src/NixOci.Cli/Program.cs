using NixOci.Cli;

return CommandLine.Run(args, CommandContext.OfProcess());
