package crowdstart.campaign;

/**
 * One thing wrong with a request.
 *
 * @param pointer a JSON Pointer (RFC 6901) to the field
 * @param detail what the field must be
 */
public record FieldError(String pointer, String detail) {}
