using System.Text;
using Scriban;
using Scriban.Runtime;

namespace NixOci.Containers.Scripts;

/// <summary>
/// The text of a script as it will look, with places for values. Values are escaped before they come here; a template has only
/// <c>if</c> and <c>for</c>.
/// </summary>
public sealed class ScriptTemplate
{
    private readonly Lazy<Template> _template;

    private ScriptTemplate(string name)
    {
        Name = name;
        _template = new Lazy<Template>(() => Load(name));
    }

    /// <summary>The file that holds the text.</summary>
    public string Name { get; }

    /// <summary>A template that comes with this assembly; it is read when it is first used.</summary>
    /// <param name="name">Its file, for example <c>start.scriban</c>.</param>
    public static ScriptTemplate Embedded(string name) => new(name);

    /// <summary>The script with values filled in; without the line feed that ends the template's file.</summary>
    public string Render(ScriptObject values)
    {
        // The limits of the template engine are for templates from strangers; how long a script is, its user decides.
        TemplateContext context = new() { StrictVariables = true, LoopLimit = 0, LimitToString = 0, AutoIndent = false };
        context.PushGlobal(values);
        return _template.Value.Render(context);
    }

    private static Template Load(string name)
    {
        using Stream stream = typeof(ScriptTemplate).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"template {name} is missing");
        using StreamReader reader = new(stream, Encoding.ASCII);
        string text = reader.ReadToEnd();
        Template template = Template.Parse(text.EndsWith('\n') ? text[..^1] : text, name);
        return template.HasErrors ? throw new InvalidOperationException(template.Messages.ToString()) : template;
    }
}
