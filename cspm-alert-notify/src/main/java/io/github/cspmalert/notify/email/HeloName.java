package io.github.cspmalert.notify.email;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** How a client introduces itself (RFC 5321, 4.1.4): by the machine's full name, or by its address if it has none. */
final class HeloName {

    private static final Pattern FULL_NAME = Pattern.compile(
            "(?!localhost\\.)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern LITERAL =
            Pattern.compile("\\[(IPv6:[0-9A-Fa-f:.]{2,45}|[0-9]{1,3}(\\.[0-9]{1,3}){3})]");
    private static final int LONGEST = 253;
    private static final long PATIENCE_MILLIS = 1_000;

    private HeloName() {}

    /** {@return whether a server can be told this: a name with a domain, or an address literal} */
    static boolean isValid(String name) {
        return name.length() <= LONGEST
                && (FULL_NAME.matcher(name).matches() || LITERAL.matcher(name).matches());
    }

    /** {@return the name of this machine, or the address from which it speaks as a literal} */
    static String of(InetAddress local) {
        return Machine.NAME.orElseGet(() -> literal(local));
    }

    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[IPv6:" + plain + "]" : "[" + plain + "]";
    }

    // A name server that is silent must not hold up the mail, and a look-up cannot be interrupted.
    private static Optional<String> lookUp() {
        FutureTask<String> lookUp =
                new FutureTask<>(() -> InetAddress.getLocalHost().getCanonicalHostName());
        Thread thread = new Thread(lookUp, "cspm-alert-email-name");
        thread.setDaemon(true);
        thread.start();
        try {
            return Optional.of(lookUp.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                    .filter(name -> !name.endsWith(".localdomain") && isValid(name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    /** Looked up once, when the first connection is made. */
    private static final class Machine {

        static final Optional<String> NAME = lookUp();
    }
}
