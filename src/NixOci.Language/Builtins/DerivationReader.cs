using NixOci.Language.Evaluation;
using NixOci.Language.Printing;
using NixOci.Language.Source;
using NixOci.Language.Store;
using NixOci.Language.Values;

namespace NixOci.Language.Builtins;

/// <summary>Reads the attributes that were given to <c>derivationStrict</c> into a derivation, and computes its output paths.</summary>
/// <param name="interpreter">The store, and how values become strings.</param>
/// <param name="name">The derivation's name.</param>
internal sealed class DerivationReader(Interpreter interpreter, string name)
{
    private static readonly Symbol StructuredAttrsAttr = "__structuredAttrs";
    private static readonly Symbol IgnoreNullsAttr = "__ignoreNulls";
    private static readonly Symbol ContentAddressedAttr = "__contentAddressed";
    private static readonly Symbol ImpureAttr = "__impure";
    private static readonly Symbol ArgsAttr = "args";

    private readonly Derivation _derivation = new(name);
    private readonly HashSet<string> _references = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _outputs = new(StringComparer.Ordinal) { "out" };
    private JsonValueWriter? _structured;
    private string? _outputHash;
    private HashKind? _outputHashKind;
    private IngestionMethod? _method;

    /// <summary>The derivation of the attributes.</summary>
    public Derivation Read(AttrSet attrs)
    {
        if (StoreNames.Fault(name) is { } fault)
        {
            throw new EvalException($"invalid derivation name: {fault}. Please pass a different 'name'.");
        }

        if (attrs.TryGet(StructuredAttrsAttr, out Value? structured)
            && structured.ForceBool(
                EvalSite.None, "while evaluating the `__structuredAttrs` attribute passed to builtins.derivationStrict"))
        {
            _structured = new JsonValueWriter(interpreter.Coercion, interpreter.Store);
            _structured.BeginObject();
        }

        bool ignoreNulls = attrs.TryGet(IgnoreNullsAttr, out Value? ignore)
            && ignore.ForceBool(EvalSite.None, "while evaluating the `__ignoreNulls` attribute passed to builtins.derivationStrict");
        foreach ((Symbol key, Value value) in attrs.ByName)
        {
            if (key == IgnoreNullsAttr) continue;
            try
            {
                ReadAttribute(key, value, ignoreNulls);
            }
            catch (NixException e) when (Tracing.Step(
                e, attrs.PositionOf(key), $"while evaluating attribute '{key.Text}' of derivation '{name}'"))
            {
                throw;
            }
        }

        if (_structured is not null)
        {
            _structured.EndObject();
            NixString json = _structured.Finish();
            _references.UnionWith(json.Context.Elements);
            _derivation.Environment["__json"] = json.Text;
        }

        AddInputs();
        RequireAttributes();
        if (_outputHash is null) ComputeOutputs();
        else FixOutput(_outputHash);
        return _derivation;
    }

    private void ReadAttribute(Symbol key, Value value, bool ignoreNulls)
    {
        if (ignoreNulls && value.Force() is NixNull) return;
        if (key == ContentAddressedAttr && value.ForceBool(EvalSite.None)) throw Disabled("ca-derivations");
        if (key == ImpureAttr && value.ForceBool(EvalSite.None)) throw Disabled("impure-derivations");
        if (key == ArgsAttr) ReadArguments(value);
        else if (_structured is null) ReadVariable(key.Text, value);
        else if (key != StructuredAttrsAttr) ReadStructured(_structured, key.Text, value);
    }

    private void ReadArguments(Value value)
    {
        foreach (Value argument in value.ForceList(EvalSite.None).Items)
        {
            _derivation.Arguments.Add(Text(argument, "while evaluating an element of the argument list"));
        }
    }

    private void ReadVariable(string key, Value value)
    {
        string text = Text(value, "");
        _derivation.Environment[key] = text;
        switch (key)
        {
            case "builder": _derivation.Builder = text; break;
            case "system": _derivation.System = text; break;
            case "outputHash": _outputHash = text; break;
            case "outputHashAlgo": _outputHashKind = NixHash.TryParseKind(text); break;
            case "outputHashMode": SetMethod(text); break;
            case "outputs":
                SetOutputs(text.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
                break;
        }
    }

    private void ReadStructured(JsonValueWriter structured, string key, Value value)
    {
        structured.Key(key);
        structured.Value(value, strict: true, default);
        switch (key)
        {
            case "builder":
                NixString builder = value.ForceString(EvalSite.None);
                _references.UnionWith(builder.Context.Elements);
                _derivation.Builder = builder.Text;
                break;
            case "system": _derivation.System = value.ForceStringNoContext(EvalSite.None); break;
            case "outputHash": _outputHash = value.ForceStringNoContext(EvalSite.None); break;
            case "outputHashAlgo": _outputHashKind = NixHash.TryParseKind(value.ForceStringNoContext(EvalSite.None)); break;
            case "outputHashMode": SetMethod(value.ForceStringNoContext(EvalSite.None)); break;
            case "outputs":
                NixList list = value.ForceList(EvalSite.None);
                string[] outputs = new string[list.Count];
                for (int i = 0; i < outputs.Length; i++) outputs[i] = list[i].ForceStringNoContext(EvalSite.None);
                SetOutputs(outputs);
                break;
        }
    }

    private void SetMethod(string mode)
    {
        _method = mode switch
        {
            "recursive" or "nar" => IngestionMethod.Archive,
            "flat" => IngestionMethod.Flat,
            "text" => throw Disabled("dynamic-derivations"),
            "git" => throw Disabled("git-hashing"),
            _ => throw new EvalException($"invalid value '{mode}' for 'outputHashMode' attribute"),
        };
    }

    private void SetOutputs(string[] outputs)
    {
        _outputs.Clear();
        foreach (string output in outputs)
        {
            if (_outputs.Contains(output)) throw new EvalException($"duplicate derivation output '{output}'");

            // The result has an attribute of this name already.
            if (output == "drvPath") throw new EvalException("invalid derivation output name 'drvPath'");
            _outputs.Add(output);
        }

        if (_outputs.Count == 0) throw new EvalException("derivation cannot have an empty set of outputs");
    }

    private void AddInputs()
    {
        foreach (string reference in StringContext.Of(_references).Elements)
        {
            ContextElement element = ContextElement.Decode(reference);
            switch (element.Kind)
            {
                case ContextKind.Path:
                    _derivation.InputSources.Add(element.Path);
                    break;
                case ContextKind.Output:
                    if (!_derivation.InputDerivations.TryGetValue(element.Path, out SortedSet<string>? outputs))
                    {
                        _derivation.InputDerivations.Add(element.Path, outputs = new SortedSet<string>(StringComparer.Ordinal));
                    }

                    outputs.Add(element.Output);
                    break;
                default:
                    // All that it takes to build the derivation would be inputs, and that is told by a real store only.
                    throw new EvalException($"path '{element.Path}' is not valid");
            }
        }
    }

    private void RequireAttributes()
    {
        if (_derivation.Builder.Length == 0) throw new EvalException("required attribute 'builder' missing");
        if (_derivation.System.Length == 0) throw new EvalException("required attribute 'system' missing");
        if (name.EndsWith(StorePaths.DerivationExtension, StringComparison.Ordinal))
        {
            throw new EvalException(
                $"derivation names are allowed to end in '{StorePaths.DerivationExtension}' "
                + "only if they produce a single derivation file");
        }
    }

    private void FixOutput(string hash)
    {
        if (_outputs.Count != 1 || !_outputs.Contains("out"))
        {
            throw new EvalException("multiple outputs are not supported in fixed-output derivations");
        }

        NixHash parsed = HashArguments.Parse(interpreter, hash, _outputHashKind);
        IngestionMethod method = _method ?? IngestionMethod.Flat;
        string path = StorePathComputation.ForFixedOutput(name, method, parsed);
        _derivation.Environment["out"] = path;
        _derivation.Outputs["out"] = new DerivationOutput(path, method, parsed);
    }

    /// <summary>
    /// The paths of outputs depend on the derivation's text, which holds the paths: they are computed from the text without them.
    /// </summary>
    private void ComputeOutputs()
    {
        foreach (string output in _outputs)
        {
            _derivation.Environment[output] = "";
            _derivation.Outputs[output] = new DerivationOutput("");
        }

        NixHash modulo = interpreter.Store.HashModulo(_derivation, maskOutputs: true);
        foreach (string output in _outputs)
        {
            string path = StorePathComputation.ForOutput(output, modulo, name);
            _derivation.Environment[output] = path;
            _derivation.Outputs[output] = new DerivationOutput(path);
        }
    }

    private string Text(Value value, string context)
    {
        NixString text = interpreter.Coercion.ToNixString(
            EvalSite.None, value, CoercionMode.CopyToStore | CoercionMode.More, context);
        if (text.HasContext) _references.UnionWith(text.Context.Elements);
        return text.Text;
    }

    private static EvalException Disabled(string feature)
        => new($"experimental Nix feature '{feature}' is disabled; add '--extra-experimental-features {feature}' to enable it");
}
