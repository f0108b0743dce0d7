using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

// Every suite is built anew with all that it uses; a busy machine needs longer than two minutes for that.
IConfig config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(15));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
return 0;
