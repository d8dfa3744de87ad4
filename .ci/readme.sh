# Prints the first block in a language under a heading of the README.
block_under() {
  awk -v heading="## $2" -v fence="^\`\`\`$1\$" '
    $0 == heading { under = 1; next }
    under && inside && /^```/ { exit }
    under && $0 ~ fence { inside = 1; next }
    under && inside { print }
  ' README.md
}
