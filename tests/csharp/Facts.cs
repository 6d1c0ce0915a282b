using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Scor;

/// <summary>The facts of the scenario (tests/scenario/README.md), sorted and written as it says.</summary>
internal sealed class Facts
{
    private readonly SortedDictionary<string, string> facts = new SortedDictionary<string, string>(StringComparer.Ordinal);

    internal void Int(string key, long value) { facts.Add(key, value.ToString(CultureInfo.InvariantCulture)); }

    internal void Text(string key, string value) { facts.Add(key, value == null ? "null" : Quote(value)); }

    internal void Json(string key, string value) { facts.Add(key, Flat(value)); }

    internal void Fnv(string key, byte[] bytes)
    {
        if (bytes == null)
        {
            Text(key, null);
            return;
        }
        uint h = 2166136261;
        foreach (byte b in bytes) h = unchecked((h ^ b) * 16777619);
        Text(key, h.ToString("x8", CultureInfo.InvariantCulture));
    }

    internal ScorException Error(string key, Action call)
    {
        ScorException e;
        try
        {
            call();
            throw new InvalidOperationException(key + " succeeded");
        }
        catch (ScorException failed)
        {
            e = failed;
        }
        catch (OperationCanceledException cancelled)
        {
            e = (ScorException)cancelled.InnerException;
        }
        Int(key + ".code", (int)e.Code);
        Text(key + ".key", e.Key);
        Text(key + ".fr", e.French);
        return e;
    }

    internal byte[] Document()
    {
        StringBuilder all = new StringBuilder("{\n");
        int left = facts.Count;
        foreach (KeyValuePair<string, string> fact in facts)
            all.Append('"').Append(fact.Key).Append("\": ").Append(fact.Value).Append(--left > 0 ? ",\n" : "\n");
        return new UTF8Encoding(false).GetBytes(all.Append("}\n").ToString());
    }

    private static string Quote(string text)
    {
        StringBuilder all = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c == '"' || c == '\\') all.Append('\\').Append(c);
            else if (c < 0x20) all.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else all.Append(c);
        }
        return all.Append('"').ToString();
    }

    internal static string Flat(string json)
    {
        if (json == null) return "null";
        StringBuilder all = new StringBuilder();
        bool inside = false;
        for (int i = 0; i < json.Length; i++)
        {
            char c = json[i];
            if (inside && c == '\\')
            {
                all.Append(c).Append(json[++i]);
                continue;
            }
            if (c == '"') inside = !inside;
            if (inside || (c != ' ' && c != '\t' && c != '\n' && c != '\r')) all.Append(c);
        }
        return all.ToString();
    }

    internal static string Pick(string json, string name)
    {
        string flat = Flat(json);
        int at = flat.IndexOf("\"" + name + "\":", StringComparison.Ordinal);
        if (at < 0) return "null";
        at += name.Length + 3;
        int depth = 0;
        bool inside = false;
        for (int i = at; i < flat.Length; i++)
        {
            char c = flat[i];
            if (inside)
            {
                if (c == '\\') i++;
                else if (c == '"')
                {
                    inside = false;
                    if (depth == 0) return flat.Substring(at, i + 1 - at);
                }
                continue;
            }
            if (c == '"') inside = true;
            else if (c == '[' || c == '{') depth++;
            else if (depth == 0 && (c == ',' || c == ']' || c == '}')) return flat.Substring(at, i - at);
            else if ((c == ']' || c == '}') && --depth == 0) return flat.Substring(at, i + 1 - at);
        }
        return flat.Substring(at);
    }

    internal static int Count(string json, string text)
    {
        string flat = Flat(json);
        int count = 0;
        for (int at = 0; (at = flat.IndexOf(text, at, StringComparison.Ordinal)) >= 0; at += text.Length) count++;
        return count;
    }
}

/// <summary>What the steps share.</summary>
internal sealed class World
{
    internal const long Day = 86400;
    internal readonly Facts Facts = new Facts();
    internal readonly string Root, Out;
    internal Profile Profile, Own;
    internal byte[] Pdf1, Pdf2, Part;
    internal Report Report1, Report2;
    internal Lot Lot;
    internal Certificate Certificate;

    internal World(string root, string folder)
    {
        Root = root;
        Out = folder;
    }

    internal static DateTimeOffset Now(long days = 0) { return DateTimeOffset.FromUnixTimeSeconds(1798761600 + days * Day); }

    internal string In(string name) { return Root + "/tests/scenario/inputs/" + name; }

    internal byte[] InBytes(string name) { return File.ReadAllBytes(In(name)); }

    internal byte[] Data(string name) { return File.ReadAllBytes(Root + "/examples/data/" + name); }

    internal static Facture Facture(string invoice)
    {
        return new Facture()
            .Set(FactureField.EmitterType, "TP").Set(FactureField.Emitter, "00000000123456")
            .Set(FactureField.Invoice, invoice).Set(FactureField.FseLot, "017").Set(FactureField.FseDate, "2026-12-30")
            .Set(FactureField.Regime, "01").Set(FactureField.Caisse, "996").Set(FactureField.CareDate, "2026-12-29")
            .Set(FactureField.Mode, (int)FactureMode.Securise).Set(FactureField.Test, 1);
    }
}
