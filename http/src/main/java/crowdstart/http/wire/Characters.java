package crowdstart.http.wire;

/** What text from outside may be made of. */
final class Characters {
  private Characters() {}

  /** By code points, as JSON Schema and PostgreSQL count. */
  static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * No control characters, and no half of a surrogate pair: that could not be stored, and what was
   * stored would not equal what was sent.
   *
   * @param mayBreak whether line breaks and tabs are allowed
   */
  static boolean areClean(String text, boolean mayBreak) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      } else if (Character.isLowSurrogate(c)) {
        return false;
      } else if (Character.isISOControl(c) && !(mayBreak && isBreak(c))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\t';
  }
}
