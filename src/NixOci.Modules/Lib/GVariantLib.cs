using System.Globalization;
using NixOci.Language.Evaluation;
using NixOci.Language.Source;
using NixOci.Language.Values;
using NixOci.Modules.Packages;

namespace NixOci.Modules.Library;

/// <summary><c>lib.gvariant</c>: values with GLib's types, as dconf writes them.</summary>
internal sealed class GVariantLib(LibContext lib) : LibFile(lib)
{
    private static readonly Symbol TypeMark = "_type";
    private static readonly Symbol TypeAttr = "type";
    private static readonly Symbol ValueAttr = "value";
    private static readonly AttrTemplate Variant = new("_type", "type", "value", "__toString");
    private static readonly AttrTemplate NameAndValue = new("name", "value");
    private static readonly AttrTemplate IntConstructor = new("name", "type", "min", "max");

    private static readonly (string Name, string Type, long? Least, long? Most)[] Integers =
    [
        ("mkInt32", "i", int.MinValue, int.MaxValue),
        ("mkUint32", "u", 0, uint.MaxValue),
        ("mkInt64", "x", null, null),
        ("mkUint64", "t", 0, null),
        ("mkInt16", "n", short.MinValue, short.MaxValue),
        ("mkUint16", "q", 0, ushort.MaxValue),
        ("mkUchar", "y", 0, byte.MaxValue),
    ];

    /// <inheritdoc/>
    protected override void Define(LibSet set)
    {
        set.Lazy("type", Types);
        set.Lazy("intConstructors", () => new NixList([.. Integers.Select(static Value (integer) => IntConstructor.Create(
            new NixString(integer.Name), new NixString(integer.Type), Limit(integer.Least), Limit(integer.Most)))]));
        set.Function("isGVariant", static (site, value) => NixBool.Of(IsVariant(site, value.Force(site))));
        set.Function("mkValue", (site, value) => MakeValue(site, value));
        set.Function("mkArray", (site, items) => MakeArray(site, items));
        set.Function("mkEmptyArray", (_, type) => Make(
            new Thunk(() => Joined("a", type)), NixList.Empty, self => new TextBuilder().Add("@").Add(TypeOf(self)).Add(" []").Build()));
        set.Function("mkVariant", (_, item) => Make(
            new NixString("v"),
            new Thunk(() => MakeValue(EvalSite.None, item)),
            self => new TextBuilder().Add("<").Add(Text(Part(self, ValueAttr))).Add(">").Build()));
        set.Function("mkDictionaryEntry", (_, name, value) => MakeDictionaryEntry(name, value));
        set.Function("mkMaybe", (_, type, item) => MakeMaybe(type, item));
        set.Function("mkNothing", (_, type) => MakeMaybe(type, NixNull.Instance));
        set.Function("mkJust", (_, item) =>
        {
            Thunk made = new(() => MakeValue(EvalSite.None, item));
            return MakeMaybe(new Thunk(() => TypeOf(made.ForceAttrs())), made);
        });
        set.Function("mkTuple", (site, items) => MakeTuple(site, items));
        set.Function("mkBoolean", static (_, value) => MakeBoolean(value));
        set.Function("mkString", static (_, value) => MakeString(value));
        set.Function("mkObjectpath", static (_, value) => Make(new NixString("s"), value, static self =>
        {
            NixString path = Part(self, ValueAttr).ForceString();
            return new NixString($"objectpath '{path.Text.Replace("'", "\\'", StringComparison.Ordinal)}'", path.Context);
        }));
        set.Function("mkDouble", (_, value) => MakePlain("d", value));
        set.Function("mkInt32", (_, value) => MakePlain("i", value));
        foreach ((string name, string type, _, _) in Integers)
        {
            if (name != "mkInt32") set.Function(name, (_, value) => MakeTagged(new NixString(type), value));
        }
    }

    private static Value Limit(long? limit) => limit is { } number ? NixInt.Of(number) : NixNull.Instance;

    private AttrSet Types()
    {
        LibSet set = new(Lib);
        set.Function("arrayOf", (site, type) => Lib.Join(site, "", [new NixString("a"), type]));
        set.Function("maybeOf", (site, type) => Lib.Join(site, "", [new NixString("m"), type]));
        set.Function("tupleOf", (site, types) => Lib.Join(site, "", [new NixString("("), .. types.ForceList(site).Items, new NixString(")")]));
        set.Function("dictionaryEntryOf", (site, name, value) => Lib.Join(site, "", [new NixString("{"), name, value, new NixString("}")]));
        foreach ((string name, string type) in ((string, string)[])
            [
                ("string", "s"), ("boolean", "b"), ("uchar", "y"), ("int16", "n"), ("uint16", "q"), ("int32", "i"), ("uint32", "u"),
                ("int64", "x"), ("uint64", "t"), ("double", "d"), ("variant", "v"),
            ])
        {
            set.Constant(name, new NixString(type));
        }

        return set.Build();
    }

    private static bool IsVariant(EvalSite site, Value value)
        => value is AttrSet set && set.TryGet(TypeMark, out Value? mark) && mark.Force(site) is NixString { Text: "gvariant" };

    /// <summary>A value of a type, with how it is written; the text is made of the set itself, which may have been changed.</summary>
    private static AttrSet Make(Value type, Value value, Func<AttrSet, Value> text) => Variant.Create(
        new NixString("gvariant"), type, value, Lambda.Of((site, self) => text(self.ForceAttrs(site)).Force(site)));

    private AttrSet MakeTagged(Value type, Value value) => Make(type, value, self =>
        new TextBuilder().Add("@").Add(TypeOf(self)).Add(" ").Add(Text(Part(self, ValueAttr))).Build());

    private AttrSet MakePlain(string type, Value value) => Make(new NixString(type), value, self => Text(Part(self, ValueAttr)));

    private static AttrSet MakeBoolean(Value value) => Make(new NixString("b"), value, static self =>
        new NixString(Part(self, ValueAttr).Holds(EvalSite.None) ? "true" : "false"));

    private static AttrSet MakeString(Value value) => Make(new NixString("s"), value, static self =>
    {
        NixString text = Part(self, ValueAttr).ForceString();
        string escaped = text.Text
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("'", "\\'", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return new NixString($"'{escaped}'", text.Context);
    });

    private AttrSet MakeMaybe(Value type, Value item) => Make(new Thunk(() => Joined("m", type)), item, self =>
    {
        Value value = Part(self, ValueAttr).Force();
        return value is NixNull
            ? new TextBuilder().Add("@").Add(TypeOf(self)).Add(" nothing").Build()
            : new TextBuilder().Add("just ").Add(Text(value)).Build();
    });

    private AttrSet MakeDictionaryEntry(Value name, Value value)
    {
        Thunk key = new(() => MakeValue(EvalSite.None, name)), item = new(() => MakeValue(EvalSite.None, value));
        Thunk type = new(() => Lib.Join(
            EvalSite.None, "", [new NixString("{"), TypeOf(key.ForceAttrs()), TypeOf(item.ForceAttrs()), new NixString("}")]));
        return Make(type, NameAndValue.Create(name, value), self => new TextBuilder()
            .Add("@").Add(TypeOf(self)).Add(" {").Add(Text(key)).Add(",").Add(Text(item)).Add("}").Build());
    }

    private AttrSet MakeArray(EvalSite site, Value items)
    {
        Value[] given = items.ForceList(site).Items;
        if (given.Length == 0) throw new ThrownException("Please create empty array with mkEmptyArray.");
        Value[] made = Map(given);
        Thunk type = new(() =>
        {
            NixString first = TypeOf(made[0].ForceAttrs());
            foreach (Value item in made)
            {
                if (TypeOf(item.ForceAttrs()).Text != first.Text) throw new ThrownException("Elements in a list should have same type.");
            }

            return Joined("a", first);
        });
        return Make(type, new NixList(made), self => Enclosed(self, "[", "]"));
    }

    private AttrSet MakeTuple(EvalSite site, Value items)
    {
        Value[] made = Map(items.ForceList(site).Items);
        Thunk type = new(() =>
        {
            TextBuilder text = new TextBuilder().Add("(");
            foreach (Value item in made) text.Add(TypeOf(item.ForceAttrs()));
            return text.Add(")").Build();
        });
        return Make(type, NixList.Of([.. made]), self => Enclosed(self, "(", ")"));
    }

    private Value[] Map(Value[] items)
    {
        Value[] made = new Value[items.Length];
        for (int i = 0; i < made.Length; i++)
        {
            Value item = items[i];
            made[i] = new Thunk(() => MakeValue(EvalSite.None, item));
        }

        return made;
    }

    private NixString Enclosed(AttrSet self, string open, string close)
    {
        TextBuilder text = new TextBuilder().Add("@").Add(TypeOf(self)).Add(" ").Add(open);
        Value[] items = Part(self, ValueAttr).ForceList().Items;
        for (int i = 0; i < items.Length; i++) text.Add(i > 0 ? "," : "").Add(Text(items[i]));
        return text.Add(close).Build();
    }

    private Value MakeValue(EvalSite site, Value value)
    {
        Value forced = value.Force(site);
        return forced switch
        {
            NixBool => MakeBoolean(forced),
            NixFloat => MakePlain("d", forced),
            NixString => MakeString(forced),
            NixList => MakeArray(site, forced),
            _ when IsVariant(site, forced) => forced,
            NixInt number => throw Unclear(number.Value),
            AttrSet => throw new ThrownException("Cannot construct GVariant value from an attribute set. If you want to construct a "
                + "dictionary, you will need to create an array containing items constructed with `lib.gvariant.mkDictionaryEntry`."),
            _ => throw new ThrownException(ByteText.FromUnicode($"The GVariant type of “{ValueTypes.Name(forced)}” can't be inferred.")),
        };
    }

    private static ThrownException Unclear(long number)
    {
        List<string> lines = [];
        foreach ((string name, string type, long? least, long? most) in Integers)
        {
            if ((least is null || least <= number) && (most is null || number <= most)) lines.Add($"- `lib.gvariant.{name}` for `{type}`");
        }

        string shown = number.ToString(CultureInfo.InvariantCulture);
        return new ThrownException(ByteText.FromUnicode(
            $"The GVariant type for number “{shown}” is unclear.\n"
            + "Please wrap the value with one of the following, depending on the value type in GSettings schema:\n\n"
            + string.Join('\n', lines) + "\n"));
    }

    private static Value Part(AttrSet variant, Symbol name) => variant[name] ?? throw LibContext.MissingAttribute(variant, name);

    private static NixString TypeOf(AttrSet variant) => Part(variant, TypeAttr).ForceString();

    private static NixString Joined(string prefix, Value type) => new TextBuilder().Add(prefix).Add(type.ForceString()).Build();

    private NixString Text(Value value) => Lib.ToText(EvalSite.None, value);
}
