package crowdstart.loadtest.check;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A row of a journal.
 *
 * @param ordering grows with each row of a journal
 * @param type of the entity, such as {@code order}
 * @param id of the entity, without its type
 * @param transaction that wrote it, as PostgreSQL counts them; 0 when that is not comparable
 * @param writer names the life of the entity that wrote it
 * @param form the name of the stored form, with its version
 */
public record Row(
    long ordering,
    String type,
    String id,
    long sequence,
    long transaction,
    String writer,
    String form,
    JsonNode event) {

  /** Whether it is this event, in any version of its form. */
  boolean is(String name) {
    return form.startsWith(name + ".");
  }

  @Override
  public String toString() {
    return "%s|%s #%d %s".formatted(type, id, sequence, form);
  }
}
