package crowdstart.identity;

import java.util.regex.Pattern;

/** Where an id is at home: one cluster and one database. */
public record Region(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9]{1,12}");

  /** Ids of this region belong to a node's warm-up: their journal is thrown away. */
  public static final Region WARM_UP = new Region("warmup");

  public Region {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("a region is 1 to 12 of a-z and 0-9, not " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
