package io.github.cspmalert.sls.internal.policy;

import java.io.Serial;

/** A policy says something that has no value here. The message names the line. */
public final class PolicyScriptException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    PolicyScriptException(int line, String what) {
        super("line " + line + ": " + what);
    }
}
