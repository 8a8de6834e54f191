// What a page holds in memory, by the browser's own snapshot of its heap.
//
// The size of the heap alone cannot show that nothing is lost: the engine compiles code as it warms
// up, and the browser keeps a list of long tasks. A snapshot tells these from what the page made.

/** What the engine and the browser keep for themselves: compiled code, its shapes and its timings. */
const ENGINE_TYPES = new Set(["code", "object shape", "hidden", "synthetic"]);
const ENGINE_NAMES = /^(system \/|Performance|TaskAttribution|blink::.*(Hash|Vector|Backing))/;

/** Opens the memory of a page. */
export async function memoryOf(page) {
  const client = await page.context().newCDPSession(page);

  /** The bytes of the heap that are in use after a forced collection, code and all. */
  const used = async () => {
    for (let round = 0; round < 3; round++) await client.send("HeapProfiler.collectGarbage");
    return (await client.send("Runtime.getHeapUsage")).usedSize;
  };

  /** How many objects, functions, strings and DOM nodes the page holds: Map of kind to count. */
  const held = async () => {
    const parts = [];
    const listener = ({ chunk }) => parts.push(chunk);
    client.on("HeapProfiler.addHeapSnapshotChunk", listener);
    await client.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
    client.off("HeapProfiler.addHeapSnapshotChunk", listener);
    const { snapshot, nodes, strings } = JSON.parse(parts.join(""));
    const { node_fields: fields, node_types: types } = snapshot.meta;
    const [type, name] = [fields.indexOf("type"), fields.indexOf("name")];
    const counts = new Map();
    for (let at = 0; at < nodes.length; at += fields.length) {
      const kind = types[type][nodes[at + type]];
      const called = strings[nodes[at + name]];
      if (ENGINE_TYPES.has(kind) || (kind === "native" && ENGINE_NAMES.test(called))) continue;
      // The names of strings and numbers are their values: no two cycles have the same.
      const key = kind === "object" || kind === "closure" || kind === "native" ? called : "";
      const full = `${kind} ${key.slice(0, 60)}`;
      counts.set(full, (counts.get(full) ?? 0) + 1);
    }
    return counts;
  };

  return { used, held };
}

/** The kinds of which at least one more is held for each of `cycles`: a cache fills, a leak grows. */
export function leaked(before, after, cycles) {
  return [...after]
    .map(([kind, count]) => [kind, count - (before.get(kind) ?? 0)])
    .filter(([, more]) => more >= cycles);
}
