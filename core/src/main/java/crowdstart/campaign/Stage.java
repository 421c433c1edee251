package crowdstart.campaign;

/** A campaign's stage of life. The last three are final. */
public enum Stage {
  DRAFT,
  LIVE,
  FUNDED,
  UNFUNDED,
  CANCELLED;

  /** The name on the wire and in stored events. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
