package crowdstart.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One stream's journal: what is in it survives everything. */
final class Journal<E> {
  private final World world;
  private final String name;
  private final Map<String, List<E>> byId = new LinkedHashMap<>();
  private final List<Row<E>> rows = new ArrayList<>();
  private final List<Consumer<Row<E>>> readers = new ArrayList<>();

  /** One event, with whose it is. */
  record Row<E>(String id, E event) {}

  Journal(World world, String name) {
    this.world = world;
    this.name = name;
  }

  /** Shows every event as it is stored. */
  void eachStored(Consumer<Row<E>> reader) {
    readers.add(reader);
  }

  /** Everything, in the order of the commits. */
  List<Row<E>> rows() {
    return rows;
  }

  List<E> events(String id) {
    return byId.getOrDefault(id, List.of());
  }

  Iterable<String> ids() {
    return byId.keySet();
  }

  /**
   * Writes events, all or none, some time from now. The number of the first fences an older writer,
   * as the primary key of the real journal does.
   *
   * @param told with whether it was stored, as far as the writer can know
   */
  void write(String id, int first, List<E> events, Consumer<Boolean> told) {
    Weather.Write fate = world.weather.write();
    world.schedule.in(
        world.weather.writeDelay(),
        name + " " + id + " write " + first,
        () -> {
          boolean isNext = first == events(id).size() + 1;
          boolean isFenced = !isNext && world.mutation != Mutation.WRITE_NOT_FENCED;
          boolean isStored = !isFenced && fate != Weather.Write.LOST;
          if (isStored) {
            store(id, events);
          } else {
            world.trace.note("not stored");
          }
          boolean isTold = isStored && fate == Weather.Write.STORED;
          world.schedule.in(
              1,
              name + " " + id + (isTold ? " written" : " write failed"),
              () -> told.accept(isTold));
        });
  }

  private void store(String id, List<E> events) {
    for (E event : events) {
      byId.computeIfAbsent(id, _ -> new ArrayList<>()).add(event);
      Row<E> row = new Row<>(id, event);
      rows.add(row);
      world.trace.note("stored " + event);
      readers.forEach(reader -> reader.accept(row));
    }
  }
}
