def sources(connection, documents):
    return {n: (n, "") for n in documents}


def components(numbers, pairs):
    led = {n: n for n in numbers}

    def first(n):
        while led[n] != n:
            n = led[n]
        return n

    for a, b in pairs:
        lo, hi = sorted((first(a), first(b)))
        led[hi] = lo
    return {n: first(n) for n in led}


def mark(c, d, p):
    return set()
