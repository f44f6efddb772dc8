package io.ergosync.local.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ergosync.local.gateway.Readout;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The streams that anything was put into: as a readout their names, as a folder what is in each.
 * Safe for use by many threads.
 */
public final class KinesisStreams implements Readout {
  private final Map<String, KinesisStream> byName = new TreeMap<>();
  private long recordCount;

  /** Puts a record; returns its sequence number. */
  synchronized String put(String stream, StreamRecord streamRecord) {
    byName.computeIfAbsent(stream, _ -> new KinesisStream()).add(streamRecord);
    return String.format(Locale.ROOT, "%056d", ++recordCount);
  }

  /** What is in a stream; one that nothing was put into is empty. */
  public Readout stream(String name) {
    return new Readout() {
      @Override
      public JsonNode read() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        records(name)
            .forEach(kept ->
                all.addObject().put("partitionKey", kept.partitionKey()).set("data", kept.json()));
        return all;
      }

      @Override
      public void clear() {
        remove(name);
      }
    };
  }

  @Override
  public synchronized JsonNode read() {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    byName.keySet().forEach(names::add);
    return names;
  }

  @Override
  public synchronized void clear() {
    byName.clear();
  }

  private synchronized List<StreamRecord> records(String name) {
    KinesisStream stream = byName.get(name);
    return stream == null ? List.of() : stream.records();
  }

  private synchronized void remove(String name) {
    byName.remove(name);
  }
}
