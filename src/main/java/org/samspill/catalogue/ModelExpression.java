package org.samspill.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The few expressions that a model may have: {@code ${name}}, {@code ${!name}}, a name compared with a literal, joined by {@code &&}, {@code ||} and parentheses.
 * There is no call, no index, no arithmetic, no concatenation, so nothing of the engine can be reached. Names are dotted data names.
 */
record ModelExpression(Set<String> names) {

    private static final int LONGEST = 500;
    private static final int DEEPEST = 10;
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<string>'[^'\\\\]*'|\"[^\"\\\\]*\")|(?<number>-?\\d{1,15}(?:\\.\\d{1,9})?)|(?<name>[A-Za-z][A-Za-z0-9_]*(?:\\.[A-Za-z][A-Za-z0-9_]*)*)|(?<sign>&&|\\|\\||==|!=|<=|>=|<|>|!|\\(|\\)))");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<=", ">=", "<", ">");
    private static final Set<String> CONSTANTS = Set.of("true", "false", "null");
    // Words of the expression language that would mean something else than a datum.
    private static final Set<String> RESERVED =
            Set.of("and", "or", "not", "eq", "ne", "lt", "gt", "le", "ge", "empty", "instanceof", "div", "mod");

    ModelExpression {
        names = Set.copyOf(names);
    }

    /** Reads an expression; empty when it is not one of the few. */
    static Optional<ModelExpression> parse(String text) {
        String whole = text.strip();
        if (whole.length() > LONGEST || !whole.startsWith("${") || !whole.endsWith("}")) {
            return Optional.empty();
        }
        List<String> tokens = tokens(whole.substring(2, whole.length() - 1));
        if (tokens == null) {
            return Optional.empty();
        }
        var parser = new Parser(tokens);
        return parser.either(0) && parser.atEnd() ? Optional.of(new ModelExpression(parser.names)) : Optional.empty();
    }

    /** The single datum that the expression names, when it does no more than that. */
    static Optional<String> plainName(String text) {
        return parse(text)
                .filter(expression -> expression.names().size() == 1)
                .map(expression -> expression.names().iterator().next())
                .filter(name -> text.strip().equals("${" + name + "}"));
    }

    private static @Nullable List<String> tokens(String body) {
        var tokens = new ArrayList<String>();
        Matcher matcher = TOKEN.matcher(body);
        int at = 0;
        String rest = body.stripTrailing();
        while (at < rest.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                return null;
            }
            tokens.add(matcher.group().strip());
            at = matcher.end();
        }
        return tokens;
    }

    private static final class Parser {
        private final List<String> tokens;
        private final Set<String> names = new LinkedHashSet<>();
        private int at;

        Parser(List<String> tokens) {
            this.tokens = tokens;
        }

        boolean atEnd() {
            return at == tokens.size();
        }

        boolean either(int depth) {
            return joined(depth, "||", false);
        }

        private boolean joined(int depth, String sign, boolean inner) {
            if (!(inner ? one(depth) : joined(depth, "&&", true))) {
                return false;
            }
            while (take(sign)) {
                if (!(inner ? one(depth) : joined(depth, "&&", true))) {
                    return false;
                }
            }
            return true;
        }

        private boolean one(int depth) {
            if (depth > DEEPEST) {
                return false;
            }
            if (take("(")) {
                return either(depth + 1) && take(")");
            }
            if (take("!")) {
                return take("(") ? either(depth + 1) && take(")") : name();
            }
            if (!name()) {
                return false;
            }
            if (!atEnd() && COMPARISONS.contains(tokens.get(at))) {
                at++;
                return literal();
            }
            return true;
        }

        private boolean name() {
            if (atEnd()) {
                return false;
            }
            String token = tokens.get(at);
            if (!Character.isLetter(token.charAt(0)) || CONSTANTS.contains(token)) {
                return false;
            }
            for (String part : token.split("\\.")) {
                if (RESERVED.contains(part)) {
                    return false;
                }
            }
            names.add(token);
            at++;
            return true;
        }

        private boolean literal() {
            if (atEnd()) {
                return false;
            }
            String token = tokens.get(at++);
            char first = token.charAt(0);
            return first == '\''
                    || first == '"'
                    || first == '-'
                    || Character.isDigit(first)
                    || CONSTANTS.contains(token);
        }

        private boolean take(String sign) {
            if (!atEnd() && tokens.get(at).equals(sign)) {
                at++;
                return true;
            }
            return false;
        }
    }
}
