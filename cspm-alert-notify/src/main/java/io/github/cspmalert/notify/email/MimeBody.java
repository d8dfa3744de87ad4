package io.github.cspmalert.notify.email;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.PreencodedMimeBodyPart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body of a mail or of a part, encoded for the way. The library looks up its own classes anew for each encoder and each
 * part that writes itself, which takes longer than all else; a session keeps them, so bodies are encoded through it.
 */
final class MimeBody {

    private final String type;
    private final @Nullable String encoding;
    private final byte[] bytes;

    private MimeBody(String type, @Nullable String encoding, byte[] bytes) {
        this.type = type;
        this.encoding = encoding;
        this.bytes = bytes;
    }

    /** {@return the text, encoded as the library thinks best for it} */
    static MimeBody text(Session session, String subtype, String text) throws MessagingException, IOException {
        String type = "text/" + subtype + "; charset=UTF-8";
        byte[] plain = crlf(text).getBytes(StandardCharsets.UTF_8);
        String encoding = MimeUtility.getEncoding(new ByteArrayDataSource(plain, type));
        return new MimeBody(type, encoding, encode(session, encoding, plain));
    }

    /**
     * Joins texts that say the same.
     *
     * @param boundary what stands between them; none may contain it
     */
    static MimeBody alternatives(String boundary, MimeBody... bodies) throws MessagingException, IOException {
        MimeMultipart parts = new Alternatives(boundary);
        for (MimeBody body : bodies) {
            parts.addBodyPart(body.part());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parts.writeTo(bytes);
        return new MimeBody(parts.getContentType(), null, bytes.toByteArray());
    }

    String type() {
        return type;
    }

    /** {@return the name of the encoding, or null for the parts of a body, which have their own} */
    @Nullable String encoding() {
        return encoding;
    }

    byte[] bytes() {
        return bytes;
    }

    private MimeBodyPart part() throws MessagingException {
        MimeBodyPart part = new PreencodedMimeBodyPart(encoding);
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type)));
        part.setHeader("Content-Type", type);
        part.setHeader("Content-Transfer-Encoding", encoding);
        return part;
    }

    private static byte[] encode(Session session, String encoding, byte[] plain) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream(plain.length + plain.length / 2);
        OutputStream encoder =
                switch (encoding) {
                    case "7bit" -> encoded;
                    case "quoted-printable" -> session.getStreamProvider().outputQP(encoded);
                    default -> session.getStreamProvider().outputBase64(encoded);
                };
        try (encoder) {
            encoder.write(plain);
        }
        return encoded.toByteArray();
    }

    private static String crlf(String text) {
        return text.lines().collect(Collectors.joining("\r\n")) + (text.endsWith("\n") ? "\r\n" : "");
    }

    /** Parts with a given boundary; the library's own boundaries change with the time. */
    private static final class Alternatives extends MimeMultipart {

        Alternatives(String boundary) {
            this.contentType = "multipart/alternative; boundary=\"" + boundary + "\"";
        }
    }
}
