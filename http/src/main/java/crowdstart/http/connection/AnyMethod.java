package crowdstart.http.connection;

import java.util.regex.Pattern;
import org.apache.pekko.http.impl.settings.ParserSettingsImpl;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.http.scaladsl.model.HttpMethod;
import scala.Option;

/**
 * Lets requests of any method through to the routes: only they know what a path allows. Pekko's
 * parser answers what is not on its list by itself, and its public settings can only name more.
 */
public final class AnyMethod {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  private AnyMethod() {}

  public static ServerSettings allowed(ServerSettings settings) {
    ParserSettingsImpl parser = (ParserSettingsImpl) settings.getParserSettings();
    return settings.withParserSettings(
        parser.copy(
            parser.maxUriLength(),
            parser.maxMethodLength(),
            parser.maxResponseReasonLength(),
            parser.maxHeaderNameLength(),
            parser.maxHeaderValueLength(),
            parser.maxHeaderCount(),
            parser.maxContentLengthSetting(),
            parser.maxToStrictBytes(),
            parser.maxChunkExtLength(),
            parser.maxChunkSize(),
            parser.maxCommentParsingDepth(),
            parser.uriParsingMode(),
            parser.cookieParsingMode(),
            parser.illegalHeaderWarnings(),
            parser.ignoreIllegalHeaderFor(),
            parser.errorLoggingVerbosity(),
            parser.illegalResponseHeaderNameProcessingMode(),
            parser.illegalResponseHeaderValueProcessingMode(),
            parser.conflictingContentTypeHeaderProcessingMode(),
            parser.headerValueCacheLimits(),
            parser.includeTlsSessionInfoHeader(),
            parser.includeSslSessionAttribute(),
            parser.modeledHeaderParsing(),
            AnyMethod::find,
            parser.customStatusCodes(),
            parser.customMediaTypes()));
  }

  private static Option<HttpMethod> find(String name) {
    return TOKEN.matcher(name).matches() ? Option.apply(HttpMethod.custom(name)) : Option.empty();
  }
}
