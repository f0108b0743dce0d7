using NixOci.Language.Source;

namespace NixOci.Language.Values;

/// <summary>The merge of two sorted attribute sets in one pass.</summary>
internal static class AttrSetMerge
{
    public static AttrSet Update(AttrSet left, AttrSet right)
    {
        AttrShape ls = left.Shape, rs = right.Shape;
        if (ReferenceEquals(ls, rs)) return right;

        Symbol[] leftNames = ls.Names, rightNames = rs.Names;
        Symbol[] names = new Symbol[leftNames.Length + rightNames.Length];
        Value[] values = new Value[names.Length];
        bool positioned = ls.Positions is not null || rs.Positions is not null;
        Position[]? positions = positioned ? new Position[names.Length] : null;
        int i = 0, j = 0, n = 0;
        while (i < leftNames.Length || j < rightNames.Length)
        {
            bool takeRight = i >= leftNames.Length || (j < rightNames.Length && rightNames[j].Id <= leftNames[i].Id);
            if (takeRight)
            {
                if (i < leftNames.Length && leftNames[i].Id == rightNames[j].Id) i++;
                names[n] = rightNames[j];
                values[n] = right.Values[j];
                if (rs.Positions is not null) positions![n] = rs.Positions[j];
                j++;
            }
            else
            {
                names[n] = leftNames[i];
                values[n] = left.Values[i];
                if (ls.Positions is not null) positions![n] = ls.Positions[i];
                i++;
            }

            n++;
        }

        // Names that the left side had already: the shape is the left one unless positions moved.
        if (n < names.Length)
        {
            Array.Resize(ref names, n);
            Array.Resize(ref values, n);
            if (positions is not null) Array.Resize(ref positions, n);
        }

        return new AttrSet(new AttrShape(names, positions, rs.Resolver ?? ls.Resolver), values);
    }
}
