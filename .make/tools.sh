# What turns the wasm and the styles into assets. Sourced after toolchain.sh.

binaryen_version=132.0.0
lightningcss_version=1.33.0
# It must be the very version that the browser's part is compiled with.
wasm_bindgen_version=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)

# cargo_source NAME VERSION FOLDER: what crates.io has of a program, with a lock file of its own.
cargo_source() {
    local name=$1 version=$2 folder=$3 manifest
    mkdir -p "$folder/fetch/src"
    touch "$folder/fetch/src/lib.rs"
    printf '[package]\nname = "fetch"\nedition = "2024"\n\n[dependencies]\n%s = "=%s"\n\n[workspace]\n' \
        "$name" "$version" >"$folder/fetch/Cargo.toml"
    manifest=$(cd "$folder/fetch" && cargo metadata --quiet --format-version 1 |
        grep -o "\"[^\"]*/$name-$version/Cargo.toml\"" | head -n 1 | tr -d '"')
    cp -r "$(dirname "$manifest")" "$folder/$name"
    rm -f "$folder/$name/Cargo.lock"
    # What it says of the compiler would be taken for the compiler that is here.
    sed -i '/^rust-version = /d' "$folder/$name/Cargo.toml"
    (cd "$folder/$name" && CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=fallback cargo generate-lockfile --quiet)
}

# cargo_tool NAME VERSION [OPTION...]: a program from crates.io, in a folder of its own, put on PATH.
cargo_tool() {
    local name=$1 version=$2 folder=$tools/$1-$2
    shift 2
    if ! compgen -G "$folder/bin/*" >/dev/null; then
        step "$name $version: building it once (several minutes)"
        # Not by the lock files of published tools, which name withdrawn versions, but by one made
        # here: of each part the newest that this compiler can build. Little optimised: building
        # them costs far more time than running them.
        local source=$folder.source
        rm -rf "$source"
        cargo_source "$name" "$version" "$source"
        env -u CARGO_TARGET_DIR CARGO_PROFILE_RELEASE_LTO=false CARGO_PROFILE_RELEASE_DEBUG=false \
            CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
            cargo install --quiet --locked --path "$source/$name" --root "$folder" "$@"
        rm -rf "$source"
    fi
    PATH=$folder/bin:$PATH
}

# npm_tool PROGRAM PACKAGE VERSION: a program from npm, in a folder of its own, put on PATH.
npm_tool() {
    local program=$1 package=$2 version=$3 folder=$tools/$2-$3
    if [ ! -d "$folder" ]; then
        step "$program: fetching $package $version from npm"
        rm -rf "$folder.new"
        mkdir -p "$folder.new"
        npm install --silent --no-save --no-audit --no-fund --prefix "$folder.new" "$package@$version"
        "$folder.new/node_modules/.bin/$program" --version >/dev/null
        mv "$folder.new" "$folder"
    fi
    PATH=$folder/node_modules/.bin:$PATH
}

mkdir -p "$tools"
have node npm || debian "Node.js 18 or newer" nodejs npm
npm_tool wasm-opt binaryen $binaryen_version
npm_tool lightningcss lightningcss-cli $lightningcss_version
cargo_tool wasm-bindgen-cli "$wasm_bindgen_version"
