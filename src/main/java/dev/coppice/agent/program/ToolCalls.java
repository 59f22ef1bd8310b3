package dev.coppice.agent.program;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The calls of tools that have no result yet, so that a result which does not follow its call says whose it is. */
public final class ToolCalls {

    /** Far more than go on at a time; one whose result never came is forgotten. */
    private static final int MOST = 1_000;

    private final Map<String, Entry.Call> open = new LinkedHashMap<>();
    private String last = "";

    /** The id is the CLI's own. */
    public List<Entry> begin(String id, Entry.Call call) {
        if (open.size() >= MOST) {
            open.remove(open.keySet().iterator().next());
        }
        open.put(id, call);
        last = id;
        return List.of(call);
    }

    /** The result of that call, with what tells its reader whose it is. */
    public List<Entry> end(String id, List<Entry> result) {
        var call = Optional.ofNullable(open.remove(id));
        var whose = id.equals(last) ? Stream.<Entry>empty() : call.<Entry>map(Entry.Returned::new).stream();
        last = id;
        return Stream.concat(whose, result.stream()).toList();
    }

    public boolean isOpen(String id) {
        return open.containsKey(id);
    }
}
