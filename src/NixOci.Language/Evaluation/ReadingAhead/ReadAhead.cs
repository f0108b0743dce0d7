using NixOci.Language.Evaluation.Limits;
using NixOci.Language.Source;
using NixOci.Language.Syntax;

namespace NixOci.Language.Evaluation.ReadingAhead;

/// <summary>
/// Reads and parses on other threads what will probably be imported: the path literals of files that were parsed already, and the rest of a
/// directory that was listed and from which a file was imported. What is evaluated, and in which order, stays with the thread that
/// evaluates; so do names, errors and limits.
/// </summary>
internal sealed class ReadAhead
{
    /// <summary>How long a thread waits for work before it ends.</summary>
    private const int PatienceMilliseconds = 100;

    /// <summary>How often whoever waits for a file looks whether a limit was reached.</summary>
    private const int PeriodMilliseconds = 20;

    /// <summary>How many files may wait; what comes later is read when it is imported.</summary>
    private const int MostWaiting = 1 << 16;

    /// <summary>A parsed text takes up much more than the text: so many times as much has to fit into the memory that there may be.</summary>
    private const int MemoryShare = 256;

    private readonly ReadAheadSettings _settings;
    private readonly AheadReader _reader;
    private readonly long _mostBytes;
    private readonly object _gate = new();
    private readonly Dictionary<string, AheadFile> _files = new(StringComparer.Ordinal);

    /// <summary>What is to be read next is on top: files are asked for in the order of the text, and what one imports before the next.</summary>
    private readonly Stack<AheadFile> _waiting = new();
    private readonly Dictionary<string, IReadOnlyList<string>> _listings = new(StringComparer.Ordinal);
    private int _threads;
    private int _idle;
    private int _reading;
    private long _seenBytes;
    private long _unclaimedBytes;
    private long _claimedBytes;
    private bool _isAwaited;
    private bool _isGivenUp;

    private ReadAhead(FileView files, InterpreterOptions options)
    {
        _settings = options.ReadAhead;
        _reader = new AheadReader(files, options);
        _mostBytes = Math.Min(_settings.MostBytes, LimitWatch.MemoryLimit / MemoryShare);
        LimitWatch.WhenScarce(GiveUp);
    }

    /// <summary>Reads ahead for an evaluation; null where nothing is to be read ahead, or cannot be.</summary>
    public static ReadAhead? For(InterpreterOptions options)
        => options.ReadAhead.MostThreads > 0 && options.Files.Shared is { } files ? new ReadAhead(files, options) : null;

    /// <summary>Notes what a text may import.</summary>
    public void Expect(ParsedSource parsed)
    {
        lock (_gate)
        {
            _seenBytes += parsed.Source.Text.Length;
            Push(parsed.Paths);
            StartThreads();
        }
    }

    /// <summary>Notes what a directory holds: where one of its files is imported, those that follow are expected.</summary>
    /// <param name="directory">Its absolute path.</param>
    /// <param name="names">The names in it, in byte order.</param>
    public void ExpectFrom(string directory, IReadOnlyList<string> names)
    {
        lock (_gate) _listings.TryAdd(directory, names);
    }

    /// <summary>
    /// What importing a path reads, where that was read ahead; null where whoever asks has to read it. While another thread is at it, another
    /// file is read here.
    /// </summary>
    public ParsedSource? Claim(string path)
    {
        while (true)
        {
            AheadFile? other;
            lock (_gate)
            {
                ExpectSiblings(path);
                if (!_files.TryGetValue(path, out AheadFile? file))
                {
                    // Nobody needs to begin with it any more.
                    if (_threads > 0) _files.Add(path, new AheadFile(path) { State = AheadState.Gone });
                    return null;
                }

                if (file.State != AheadState.Reading) return Take(file);
                other = Begin();
                if (other is null) Await();
            }

            if (other is not null) Finish(other, _reader.Read(other.Path));
            LimitWatch.Check(EvalSite.None);
        }
    }

    private void ExpectSiblings(string path)
    {
        int slash = path.LastIndexOf('/');
        if (_listings.Count == 0 || slash <= 0 || !_listings.Remove(path[..slash], out IReadOnlyList<string>? names)) return;
        List<string> following = [];
        foreach (string name in names)
        {
            if (string.CompareOrdinal(name, 0, path, slash + 1, int.MaxValue) > 0) following.Add(string.Concat(path.AsSpan(0, slash + 1), name));
        }

        Push(following);
        StartThreads();
    }

    private ParsedSource? Take(AheadFile file)
    {
        file.State = AheadState.Gone;
        if (file.Parsed is not { } parsed) return null;
        file.Parsed = null;
        _unclaimedBytes -= parsed.Source.Text.Length;
        _claimedBytes += parsed.Source.Text.Length;
        StartThreads();
        return parsed;
    }

    private void Await()
    {
        _isAwaited = true;
        Monitor.Wait(_gate, PeriodMilliseconds);
        _isAwaited = false;
    }

    /// <summary>Gives back all memory, and reads no more.</summary>
    internal void GiveUp()
    {
        lock (_gate)
        {
            _isGivenUp = true;
            _waiting.Clear();
            foreach (AheadFile file in _files.Values)
            {
                file.Parsed = null;
                if (file.State != AheadState.Reading) file.State = AheadState.Gone;
            }

            for (int i = 0; _reading > 0 && i < PatienceMilliseconds; i++) Monitor.Wait(_gate, PeriodMilliseconds);
        }
    }

    private void Push(IReadOnlyList<string> paths)
    {
        if (_isGivenUp) return;
        for (int i = paths.Count - 1; i >= 0 && _waiting.Count < MostWaiting; i--)
        {
            if (!_reader.IsPromising(paths[i])) continue;
            AheadFile file = new(paths[i]);
            if (_files.TryAdd(file.Path, file)) _waiting.Push(file);
        }
    }

    private void StartThreads()
    {
        if (_waiting.Count == 0 || !HasRoom) return;
        if (_idle > 0)
        {
            if (_isAwaited) Monitor.PulseAll(_gate);
            else Monitor.Pulse(_gate);
        }
        else if (_threads < _settings.MostThreads && (_waiting.Count >= _settings.FewestFiles || _seenBytes >= _settings.FewestBytes))
        {
            _threads++;
            EvalStack.StartInBackground(Work, "nixoci reading");
        }
    }

    private bool HasRoom => _unclaimedBytes < Math.Min(_mostBytes, _settings.FirstBytes + _claimedBytes);

    private void Work()
    {
        while (Next() is { } file) Finish(file, _reader.Read(file.Path));
    }

    /// <summary>The file that a thread goes on with; null where it has waited long enough for one.</summary>
    private AheadFile? Next()
    {
        lock (_gate)
        {
            while (true)
            {
                if (Begin() is { } file)
                {
                    StartThreads();
                    return file;
                }

                _idle++;
                bool isCalled = Monitor.Wait(_gate, PatienceMilliseconds);
                _idle--;
                if (isCalled) continue;
                _threads--;
                return null;
            }
        }
    }

    private AheadFile? Begin()
    {
        while (_waiting.TryPeek(out AheadFile? next))
        {
            if (next.State != AheadState.Waiting)
            {
                _waiting.Pop();
                continue;
            }

            if (!HasRoom) return null;
            _waiting.Pop();
            next.State = AheadState.Reading;
            _reading++;
            return next;
        }

        return null;
    }

    private void Finish(AheadFile file, ParsedSource? parsed)
    {
        lock (_gate)
        {
            _reading--;
            file.State = AheadState.Done;
            if (parsed is not null && !_isGivenUp)
            {
                file.Parsed = parsed;
                _unclaimedBytes += parsed.Source.Text.Length;
                Push(parsed.Paths);
            }

            if (_isAwaited || _isGivenUp) Monitor.PulseAll(_gate);
        }
    }
}
