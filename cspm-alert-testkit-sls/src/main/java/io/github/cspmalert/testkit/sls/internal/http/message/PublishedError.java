package io.github.cspmalert.testkit.sls.internal.http.message;

import java.util.List;
import java.util.stream.Stream;

/**
 * An error that the service documents. The one table of them: what {@code EmbeddedSls} answers with a code of this table it answers
 * with the status of this table.
 *
 * @param status the HTTP status
 * @param errorCode the error code
 * @param message the documented message, with an example in the place of what differs
 * @see <a href="https://help.aliyun.com/zh/sls/developer-reference/error-codes">Error codes</a>
 */
public record PublishedError(int status, String errorCode, String message) {

    private static final List<PublishedError> COMMON = List.of(
            of(400, "RequestTimeExpired", "Request time 1700000000 has been expired while server time is 1700009999."),
            of(400, "InvalidRequestTime", "Request time today not follow RFC822 spec."),
            of(400, "InvalidHost", "Host header x is invalid."),
            of(400, "ProjectAlreadyExist", "Project x already exist."),
            of(400, "PostBodyInvalid", "The request body is not valid JSON object."),
            of(400, "InvalidContentType", "Content-Type x is unsupported."),
            of(400, "ParameterInvalid", "Http extend authorization : x pair is invalid."),
            of(400, "ParameterInvalid", "Http extend x-log-bodyrawsize : x pair is invalid."),
            of(400, "ParameterInvalid", "Http extend x-log-compresstype : x pair is invalid."),
            of(400, "ParameterInvalid", "x-log-signaturemethod: x pair is invalid."),
            of(400, "MissingParameter", "Missing query key : from."),
            of(400, "MissingParameter", "Missing http extend header key : authorization."),
            of(400, "MissingParameter", "Missing http extend header key : x-log-bodyrawsize."),
            of(400, "MissingParameter", "Missing http extend header key : x-log-date."),
            of(400, "MissingParameter", "Missing http extend header key : x-log-signaturemethod."),
            of(401, "SignatureNotMatch", "Signature x not matched."),
            of(401, "Unauthorized", "The AccessKeyId is unauthorized."),
            of(401, "Unauthorized", "The security token you provided is invalid."),
            of(401, "Unauthorized", "The security token you provided has expired."),
            of(401, "Unauthorized", "AccessKeyId not found: x"),
            of(401, "Unauthorized", "AccessKeyId is disabled: x"),
            of(401, "Unauthorized", "Your SLS service has been forbidden."),
            of(401, "Unauthorized", "The project does not belong to you."),
            of(401, "InvalidAccessKeyId", "The access key id you provided is invalid: x."),
            of(401, "InvalidAccessKeyId", "Your SLS service has not opened."),
            of(403, "WriteQuotaExceed", "Write quota is exceeded."),
            of(403, "ReadQuotaExceed", "Read quota is exceeded."),
            of(403, "MetaOperationQpsLimitExceeded", "Qps limit for the meta operation is exceeded."),
            of(403, "ProjectForbidden", "Project x has been forbidden."),
            of(404, "ProjectNotExist", "The Project does not exist : x"),
            of(405, "InvalidMethod", "Invalid request method : /x"),
            of(413, "PostBodyTooLarge", "Body size 10485761 must little than 10485760."),
            of(500, "InternalServerError", "Internal server error message."),
            of(503, "ServerBusy", "The server is busy, please try again later."));

    /** The page of 2021, whose codes older parts of the service still give. */
    private static final List<PublishedError> OLDER = List.of(
            of(400, "MissingContentType", "Content-Type does not exist in http header when body is not empty."),
            of(400, "MissingBodyRawSize", "x-log-bodyrawsize does not exist in header when it is necessary."),
            of(400, "InvalidBodyRawSize", "x-log-bodyrawsize is invalid."),
            of(400, "InvalidCompressType", "x-log-compresstype x is unsupported."),
            of(400, "MissingHost", "Host does not exist in http header."),
            of(400, "MissingDate", "Date does not exist in http header."),
            of(400, "InvalidDateFormat", "Date x must follow RFC822."),
            of(400, "MissingAPIVersion", "x-log-apiversion does not exist in http header."),
            of(400, "InvalidAPIVersion", "x-log-apiversion x is unsupported."),
            of(400, "MissAccessKeyId", "x-log-accesskeyid does not exist in header."),
            of(400, "MissingSignatureMethod", "x-log-signaturemethod does not exist in http header."),
            of(400, "InvalidSignatureMethod", "signature method x is unsupported."),
            of(400, "RequestTimeTooSkewed", "Request time exceeds server time more than 15 minutes."),
            of(404, "ProjectNotExists", "The Project does not exist : x"),
            of(411, "MissingContentLength", "Content-Length does not exist in http header when it is necessary."));

    /** Of GetLogs, the alerts and the resource records; the first is of sls.aliyun.com/doc/sqlerror. */
    private static final List<PublishedError> OPERATIONS = List.of(
            of(
                    401,
                    "Unauthorized",
                    "denied by sts or ram, action: log:GetLogStoreLogs, resource: acs:log:x:1:project/x"),
            of(404, "LogStoreNotExist", "logstore x does not exist."),
            of(400, "InvalidTimeRange", "request time range is invalid."),
            of(400, "InvalidQueryString", "query string is invalid."),
            of(400, "InvalidOffset", "offset is invalid."),
            of(400, "InvalidLine", "line is invalid."),
            of(400, "InvalidReverse", "Reverse value is invalid."),
            of(400, "IndexConfigNotExist", "logstore without index config."),
            of(404, "JobNotExist", "Job x does not exist"),
            of(400, "JobAlreadyExist", "Job x already exists"),
            of(404, "ResourceNotExist", "Resource x does not exist"),
            of(404, "ResourceRecordNotExist", "Record x does not exist"),
            of(400, "ResourceRecordAlreadyExist", "Record x already exists"));

    private static PublishedError of(int status, String errorCode, String message) {
        return new PublishedError(status, errorCode, message);
    }

    /** {@return all of them} */
    public static List<PublishedError> all() {
        return Stream.of(COMMON, OLDER, OPERATIONS).flatMap(List::stream).toList();
    }

    /** {@return the status of an answer, which for a code of the table is that of the table} */
    static int checked(int status, String errorCode) {
        boolean known = all().stream().anyMatch(each -> each.errorCode().equals(errorCode));
        if (known && all().stream().noneMatch(each -> each.errorCode().equals(errorCode) && each.status() == status)) {
            throw new IllegalArgumentException(
                    "status is %d, with which the service does not document %s".formatted(status, errorCode));
        }
        return status;
    }
}
