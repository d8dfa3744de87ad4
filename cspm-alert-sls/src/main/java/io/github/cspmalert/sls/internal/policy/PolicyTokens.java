package io.github.cspmalert.sls.internal.policy;

import io.github.cspmalert.sls.internal.policy.PolicyToken.Kind;
import java.util.List;

/** The tokens of a script, read one after the other. For one thread, once. */
final class PolicyTokens {

    private static final int DEEPEST = 32;

    private final List<PolicyToken> tokens;
    private int at;
    private int depth;

    private PolicyTokens(List<PolicyToken> tokens) {
        this.tokens = tokens;
    }

    /** Cuts a script up; what of it is no token is told in the list. */
    static PolicyTokens of(String script, List<String> leftOut) throws PolicyScriptException {
        return new PolicyTokens(PolicyLexer.tokens(script, leftOut));
    }

    PolicyToken peek() {
        return tokens.get(at);
    }

    PolicyToken next() {
        PolicyToken token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    /** {@return the line of the token that was read last} */
    int line() {
        return tokens.get(Math.max(0, at - 1)).line();
    }

    boolean accept(Kind kind) {
        boolean found = peek().kind() == kind;
        if (found) {
            next();
        }
        return found;
    }

    boolean accept(String sign) {
        boolean found = peek().is(sign);
        if (found) {
            next();
        }
        return found;
    }

    PolicyToken expect(Kind kind) throws PolicyScriptException {
        PolicyToken token = next();
        if (token.kind() != kind) {
            throw token.unknown();
        }
        return token;
    }

    void expect(String sign) throws PolicyScriptException {
        PolicyToken token = next();
        if (!token.is(sign)) {
            throw token.unknown();
        }
    }

    /** Goes one level further in, of branches and parentheses together, since each is a call in a call. */
    void enter(String what) throws PolicyScriptException {
        if (++depth > DEEPEST) {
            throw new PolicyScriptException(peek().line(), what + " stand in each other too deep");
        }
    }

    void leave() {
        depth--;
    }
}
