# The assets that the program serves: target/site. Sourced after tools.sh.
#
#   site/pkg/hash.txt                             the name of the one folder beside it, for the server to read
#   site/pkg/<hash>/perennial.{js,wasm,css}       named by their content, so immutable for caches
#   site/*                                        everything of public/, as it is
# Beside each file that is worth it lie FILE.br and FILE.gz, for readers that take them.

site=$target/site
wasm=$target/$wasm_target/wasm-release/frontend.wasm

# All that the assets are made from, in one line; the same line means the same assets.
inputs() {
    {
        printf '%s\n' "$wasm_bindgen_version" "$binaryen_version" "$lightningcss_version"
        cat "$wasm"
        find style public .make/assets.sh .make/compress.mjs -type f -print0 | sort -z | xargs -0 sha256sum
    } | sha256sum
}

is_up_to_date() {
    [ "$(cat "$target/site.stamp" 2>/dev/null)" = "$(inputs)" ] &&
        [ -f "$site/pkg/$(cat "$site/pkg/hash.txt" 2>/dev/null)/perennial.wasm.br" ]
}

make_assets() {
    local new=$target/site.new pkg hash
    pkg=$new/pkg/new
    rm -rf "$new"
    mkdir -p "$pkg"

    step "The browser's part: JavaScript around the wasm (wasm-bindgen)"
    wasm-bindgen --target web --no-typescript --out-dir "$pkg" --out-name perennial "$wasm"
    step "The browser's part: making it small (wasm-opt)"
    wasm-opt -Oz "$pkg/perennial_bg.wasm" -o "$pkg/perennial.wasm"
    rm "$pkg/perennial_bg.wasm"
    sed -i 's/perennial_bg\.wasm/perennial.wasm/g' "$pkg/perennial.js"
    step "Styles (lightningcss)"
    lightningcss --bundle --minify style/main.css -o "$pkg/perennial.css"
    [ ! -d public ] || cp -R public/. "$new/"

    hash=$(cd "$pkg" && find . -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
    mv "$pkg" "$new/pkg/$hash"
    printf '%s\n' "$hash" >"$new/pkg/hash.txt"
    step "Compressing"
    node .make/compress.mjs "$new"

    rm -rf "$site"
    mv "$new" "$site"
    inputs >"$target/site.stamp"
}

[ -f style/main.css ] || fail "style/main.css is missing: the styles of all pages start there."
step "The browser's part: compiling (cargo)"
cargo build --locked -p frontend --lib --target "$wasm_target" --profile wasm-release
if is_up_to_date; then
    step "Assets: nothing changed"
else
    make_assets
fi
