using System.Reflection;
using System.Text;
using Scriban;
using Scriban.Runtime;

namespace NixOci.Systemd.Rendering;

/// <summary>
/// The text of a file as it will look, with places for values. Values are escaped before they come here; a template has only
/// <c>if</c> and <c>for</c>.
/// </summary>
public sealed class TextTemplate
{
    [ThreadStatic]
    private static TemplateContext? spare;

    private readonly Lazy<Template> _template;

    private TextTemplate(string name, Func<string> read)
    {
        Name = name;
        _template = new Lazy<Template>(() => Parse(name, read()));
    }

    /// <summary>The file that holds the text, or the text itself.</summary>
    public string Name { get; }

    /// <summary>A template that comes with an assembly; it is read when it is first used.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="name">Its resource, for example <c>service.scriban</c>.</param>
    public static TextTemplate Embedded(Assembly assembly, string name) => new(name, () => Read(assembly, name));

    /// <summary>A template that is given.</summary>
    /// <param name="text">Its text without the line feed that ends it.</param>
    public static TextTemplate Of(string text) => new(text, () => text + "\n");

    /// <summary>The text with values filled in.</summary>
    public string Render(ScriptObject values)
    {
        // A context is large, and little of it is used: each thread has one, which is not there while it is in use.
        TemplateContext context = spare ?? NewContext();
        spare = null;
        context.PushGlobal(values);
        string text = _template.Value.Render(context);
        context.PopGlobal();
        spare = context;
        return text;
    }

    // The limits of the template engine are for templates from strangers; how long a unit is, its user decides. The engine's functions
    // are many, and each context would get copies of them.
    private static TemplateContext NewContext()
        => new([]) { StrictVariables = true, LoopLimit = 0, LimitToString = 0, AutoIndent = false };

    private static string Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"template {name} is missing");
        using StreamReader reader = new(stream, Encoding.ASCII);
        return reader.ReadToEnd();
    }

    private static Template Parse(string name, string text)
    {
        Template template = Template.Parse(text, name);
        return template.HasErrors ? throw new InvalidOperationException(template.Messages.ToString()) : template;
    }
}
