#!/bin/sh
# Makes the secrets of compose.yaml, once: what is there stays as it is.
set -eu
cd "$(dirname "$0")"
mkdir -p secrets
chmod 700 secrets
make() {
  [ -e "secrets/$1" ] || head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' > "secrets/$1"
}
make database-password
make s3-secret
make signing-secret
[ -e secrets/database-url ] ||
  printf 'postgres://multilabelfy:%s@database:5432/multilabelfy' "$(cat secrets/database-password)" > secrets/database-url
# The program's account in the container is none of this machine's, and must be able to read them.
chmod 644 secrets/*
