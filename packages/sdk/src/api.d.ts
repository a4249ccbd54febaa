// Printed from apps/server/src/api.ts by `node apps/server/scripts/print-api.ts`. Do not edit: change the router, then print again.
import type { TRPCBuiltRouter } from '@trpc/server';
export declare const api: TRPCBuiltRouter<{
    ctx: object;
    meta: object;
    errorShape: {
        message: string;
        code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
        data: {
            domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
            issues: {
                path: string;
                message: string;
            }[];
            retryAfterSeconds: number | null;
            code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
            httpStatus: number;
            path: string | null;
            requestId: string | null;
        };
    };
    transformer: false;
}, {
    topPicks: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        latest: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                asOf?: string | undefined;
            };
            output: {
                run: {
                    configVersion: string;
                    weights: Partial<Record<"global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical", number>>;
                    coverage: number;
                    abstention: {
                        code: "insufficient-candles" | "no-benchmark" | "no-contracts" | "no-intraday" | "no-source" | "price-break" | "stale-candles";
                        message: string;
                    } | null;
                    counts: {
                        members: number;
                        withCandles: number;
                        analysed: number;
                        covered: number;
                        picks: number;
                    };
                    picks: {
                        rank: number;
                        symbol: string;
                        direction: "LONG" | "SHORT";
                        recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                        score: number;
                        confidence: "High" | "Low" | "Medium";
                        coverage: number;
                        plan: {
                            entry: number;
                            stop: number;
                            stopBasis: "atr" | "level";
                            target: number;
                            targetBasis: "level" | "multiple";
                            riskReward: number;
                            atr: number;
                        };
                        contributions: {
                            agent: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
                            weight: number;
                            score: number | null;
                            confidence: "High" | "Low" | "Medium" | null;
                            abstention: {
                                code: "insufficient-candles" | "no-benchmark" | "no-contracts" | "no-intraday" | "no-source" | "price-break" | "stale-candles";
                                message: string;
                            } | null;
                        }[];
                        signals: {
                            type: string;
                            direction: "bearish" | "bullish" | "neutral";
                            value: number | null;
                            description: string;
                        }[];
                        reasoning: string;
                        lastCandle: string;
                    }[];
                    exclusions: {
                        symbol: string;
                        reason: "below-gate" | "low-coverage" | "low-risk-reward" | "neutral" | "no-candles" | "no-plan" | "ranked-out" | "stale-candles";
                        detail: string;
                    }[];
                    provenance: {
                        source: "nse-daily" | "simulated" | "zerodha";
                        simulated: boolean;
                        adjustment: string;
                        session: string;
                        benchmark: {
                            symbol: string;
                            proxy: boolean;
                        } | null;
                        benchmarkReason: string | null;
                        membership: {
                            source: string;
                            from: string;
                            to: string | null;
                        };
                        missingMembers: string[];
                        survivorship: string;
                        inputHash: string;
                        warnings: string[];
                    };
                    id: string & import("zod").$brand<"Id">;
                    externalId: string | null;
                    lane: "imported" | "live" | "replay" | "simulated";
                    universe: "banknifty" | "nifty50";
                    mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                    asOf: string;
                    trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle" | "warm-up";
                    startedAt: string;
                    finishedAt: string;
                    elapsedMs: number;
                };
                stale: boolean;
                staleReason: string | null;
                servedFrom: "postgresql" | "redis";
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        run: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                asOf?: string | undefined;
                idempotencyKey?: string | undefined;
            };
            output: {
                configVersion: string;
                weights: Partial<Record<"global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical", number>>;
                coverage: number;
                abstention: {
                    code: "insufficient-candles" | "no-benchmark" | "no-contracts" | "no-intraday" | "no-source" | "price-break" | "stale-candles";
                    message: string;
                } | null;
                counts: {
                    members: number;
                    withCandles: number;
                    analysed: number;
                    covered: number;
                    picks: number;
                };
                picks: {
                    rank: number;
                    symbol: string;
                    direction: "LONG" | "SHORT";
                    recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                    score: number;
                    confidence: "High" | "Low" | "Medium";
                    coverage: number;
                    plan: {
                        entry: number;
                        stop: number;
                        stopBasis: "atr" | "level";
                        target: number;
                        targetBasis: "level" | "multiple";
                        riskReward: number;
                        atr: number;
                    };
                    contributions: {
                        agent: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
                        weight: number;
                        score: number | null;
                        confidence: "High" | "Low" | "Medium" | null;
                        abstention: {
                            code: "insufficient-candles" | "no-benchmark" | "no-contracts" | "no-intraday" | "no-source" | "price-break" | "stale-candles";
                            message: string;
                        } | null;
                    }[];
                    signals: {
                        type: string;
                        direction: "bearish" | "bullish" | "neutral";
                        value: number | null;
                        description: string;
                    }[];
                    reasoning: string;
                    lastCandle: string;
                }[];
                exclusions: {
                    symbol: string;
                    reason: "below-gate" | "low-coverage" | "low-risk-reward" | "neutral" | "no-candles" | "no-plan" | "ranked-out" | "stale-candles";
                    detail: string;
                }[];
                provenance: {
                    source: "nse-daily" | "simulated" | "zerodha";
                    simulated: boolean;
                    adjustment: string;
                    session: string;
                    benchmark: {
                        symbol: string;
                        proxy: boolean;
                    } | null;
                    benchmarkReason: string | null;
                    membership: {
                        source: string;
                        from: string;
                        to: string | null;
                    };
                    missingMembers: string[];
                    survivorship: string;
                    inputHash: string;
                    warnings: string[];
                };
                id: string & import("zod").$brand<"Id">;
                externalId: string | null;
                lane: "imported" | "live" | "replay" | "simulated";
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                asOf: string;
                trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle" | "warm-up";
                startedAt: string;
                finishedAt: string;
                elapsedMs: number;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        byId: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                configVersion: string;
                weights: Partial<Record<"global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical", number>>;
                coverage: number;
                abstention: {
                    code: "insufficient-candles" | "no-benchmark" | "no-contracts" | "no-intraday" | "no-source" | "price-break" | "stale-candles";
                    message: string;
                } | null;
                counts: {
                    members: number;
                    withCandles: number;
                    analysed: number;
                    covered: number;
                    picks: number;
                };
                picks: {
                    rank: number;
                    symbol: string;
                    direction: "LONG" | "SHORT";
                    recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                    score: number;
                    confidence: "High" | "Low" | "Medium";
                    coverage: number;
                    plan: {
                        entry: number;
                        stop: number;
                        stopBasis: "atr" | "level";
                        target: number;
                        targetBasis: "level" | "multiple";
                        riskReward: number;
                        atr: number;
                    };
                    contributions: {
                        agent: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
                        weight: number;
                        score: number | null;
                        confidence: "High" | "Low" | "Medium" | null;
                        abstention: {
                            code: "insufficient-candles" | "no-benchmark" | "no-contracts" | "no-intraday" | "no-source" | "price-break" | "stale-candles";
                            message: string;
                        } | null;
                    }[];
                    signals: {
                        type: string;
                        direction: "bearish" | "bullish" | "neutral";
                        value: number | null;
                        description: string;
                    }[];
                    reasoning: string;
                    lastCandle: string;
                }[];
                exclusions: {
                    symbol: string;
                    reason: "below-gate" | "low-coverage" | "low-risk-reward" | "neutral" | "no-candles" | "no-plan" | "ranked-out" | "stale-candles";
                    detail: string;
                }[];
                provenance: {
                    source: "nse-daily" | "simulated" | "zerodha";
                    simulated: boolean;
                    adjustment: string;
                    session: string;
                    benchmark: {
                        symbol: string;
                        proxy: boolean;
                    } | null;
                    benchmarkReason: string | null;
                    membership: {
                        source: string;
                        from: string;
                        to: string | null;
                    };
                    missingMembers: string[];
                    survivorship: string;
                    inputHash: string;
                    warnings: string[];
                };
                id: string & import("zod").$brand<"Id">;
                externalId: string | null;
                lane: "imported" | "live" | "replay" | "simulated";
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                asOf: string;
                trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle" | "warm-up";
                startedAt: string;
                finishedAt: string;
                elapsedMs: number;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                universe?: "banknifty" | "nifty50" | undefined;
                mode?: "futures" | "intraday" | "options" | "scalping" | "swing" | undefined;
                before?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                configVersion: string;
                coverage: number;
                counts: {
                    members: number;
                    withCandles: number;
                    analysed: number;
                    covered: number;
                    picks: number;
                };
                id: string & import("zod").$brand<"Id">;
                lane: "imported" | "live" | "replay" | "simulated";
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                asOf: string;
                trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle" | "warm-up";
                finishedAt: string;
                elapsedMs: number;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        published: import("@trpc/server").TRPCSubscriptionProcedure<{
            input: {
                lastEventId?: string | undefined;
                universe?: "banknifty" | "nifty50" | undefined;
                mode?: "futures" | "intraday" | "options" | "scalping" | "swing" | undefined;
            };
            output: AsyncIterable<import("@trpc/server/unstable-core-do-not-import").TrackedData<{
                seq: number;
                run: {
                    configVersion: string;
                    weights: Partial<Record<"global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical", number>>;
                    coverage: number;
                    abstention: {
                        code: "insufficient-candles" | "no-benchmark" | "no-contracts" | "no-intraday" | "no-source" | "price-break" | "stale-candles";
                        message: string;
                    } | null;
                    counts: {
                        members: number;
                        withCandles: number;
                        analysed: number;
                        covered: number;
                        picks: number;
                    };
                    picks: {
                        rank: number;
                        symbol: string;
                        direction: "LONG" | "SHORT";
                        recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                        score: number;
                        confidence: "High" | "Low" | "Medium";
                        coverage: number;
                        plan: {
                            entry: number;
                            stop: number;
                            stopBasis: "atr" | "level";
                            target: number;
                            targetBasis: "level" | "multiple";
                            riskReward: number;
                            atr: number;
                        };
                        contributions: {
                            agent: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
                            weight: number;
                            score: number | null;
                            confidence: "High" | "Low" | "Medium" | null;
                            abstention: {
                                code: "insufficient-candles" | "no-benchmark" | "no-contracts" | "no-intraday" | "no-source" | "price-break" | "stale-candles";
                                message: string;
                            } | null;
                        }[];
                        signals: {
                            type: string;
                            direction: "bearish" | "bullish" | "neutral";
                            value: number | null;
                            description: string;
                        }[];
                        reasoning: string;
                        lastCandle: string;
                    }[];
                    exclusions: {
                        symbol: string;
                        reason: "below-gate" | "low-coverage" | "low-risk-reward" | "neutral" | "no-candles" | "no-plan" | "ranked-out" | "stale-candles";
                        detail: string;
                    }[];
                    provenance: {
                        source: "nse-daily" | "simulated" | "zerodha";
                        simulated: boolean;
                        adjustment: string;
                        session: string;
                        benchmark: {
                            symbol: string;
                            proxy: boolean;
                        } | null;
                        benchmarkReason: string | null;
                        membership: {
                            source: string;
                            from: string;
                            to: string | null;
                        };
                        missingMembers: string[];
                        survivorship: string;
                        inputHash: string;
                        warnings: string[];
                    };
                    id: string & import("zod").$brand<"Id">;
                    externalId: string | null;
                    lane: "imported" | "live" | "replay" | "simulated";
                    universe: "banknifty" | "nifty50";
                    mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                    asOf: string;
                    trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle" | "warm-up";
                    startedAt: string;
                    finishedAt: string;
                    elapsedMs: number;
                } | null;
            }>, void, unknown>;
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    candles: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        series: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                symbol: string;
                interval?: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute" | undefined;
                asOf?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                source: "nse-daily" | "simulated" | "zerodha";
                simulated: boolean;
                symbol: string;
                interval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute";
                asOf: string;
                ts: string[];
                session: string[];
                open: number[];
                high: number[];
                low: number[];
                close: number[];
                volume: number[];
                provisional: boolean[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        history: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                symbol: string;
                interval?: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute" | undefined;
                from: string;
                to: string;
                asOf?: string | undefined;
            };
            output: {
                source: "nse-daily" | "simulated" | "zerodha";
                simulated: boolean;
                symbol: string;
                interval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute";
                asOf: string;
                ts: string[];
                session: string[];
                open: number[];
                high: number[];
                low: number[];
                close: number[];
                volume: number[];
                provisional: boolean[];
                from: string;
                to: string;
                derivedFrom: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute" | null;
                servedFrom: "postgresql" | "process" | "redis";
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        historyCounts: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                hits: number;
                misses: number;
                writes: number;
                hitRate: number | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    universes: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                universe: "banknifty" | "nifty50";
                name: string;
                members: number;
                source: string;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        lists: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                universe: "banknifty" | "nifty50";
                from: string;
                to: string | null;
                source: string;
                symbols: string[];
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        members: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                universe: "banknifty" | "nifty50";
                asOf?: string | undefined;
            };
            output: {
                universe: "banknifty" | "nifty50";
                from: string;
                to: string | null;
                source: string;
                symbols: string[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    analyses: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        history: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                symbol: string;
                agent?: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical" | undefined;
                before?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                runId: string & import("zod").$brand<"Id">;
                symbol: string;
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                asOf: string;
                result: {
                    answered: true;
                    agent: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
                    score: number;
                    confidence: "High" | "Low" | "Medium";
                    signals: {
                        type: string;
                        direction: "bearish" | "bullish" | "neutral";
                        value: number | null;
                        description: string;
                    }[];
                    reasoning: string;
                    metadata: Record<string, string | number | boolean | null>;
                } | {
                    answered: false;
                    agent: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
                    abstention: {
                        code: "insufficient-candles" | "no-benchmark" | "no-contracts" | "no-intraday" | "no-source" | "price-break" | "stale-candles";
                        message: string;
                    };
                };
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        latest: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                symbol: string;
                agent: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                runId: string & import("zod").$brand<"Id">;
                symbol: string;
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                asOf: string;
                result: {
                    answered: true;
                    agent: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
                    score: number;
                    confidence: "High" | "Low" | "Medium";
                    signals: {
                        type: string;
                        direction: "bearish" | "bullish" | "neutral";
                        value: number | null;
                        description: string;
                    }[];
                    reasoning: string;
                    metadata: Record<string, string | number | boolean | null>;
                } | {
                    answered: false;
                    agent: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
                    abstention: {
                        code: "insufficient-candles" | "no-benchmark" | "no-contracts" | "no-intraday" | "no-source" | "price-break" | "stale-candles";
                        message: string;
                    };
                };
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        performance: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                from: string;
                to: string;
                horizon?: "10d" | "3d" | "5d" | "60m" | "eod" | undefined;
            };
            output: {
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                from: string;
                to: string;
                picks: number;
                agents: {
                    agent: "blend" | "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
                    horizon: "10d" | "3d" | "5d" | "60m" | "eod";
                    informationCoefficient: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    } | null;
                    hitRate: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    } | null;
                    reason: string | null;
                    controls: {
                        shuffled: {
                            value: number;
                            interval: {
                                low: number;
                                high: number;
                                level: number;
                            } | null;
                            sessions: number;
                            n: number;
                        } | null;
                        planted: {
                            value: number;
                            interval: {
                                low: number;
                                high: number;
                                level: number;
                            } | null;
                            sessions: number;
                            n: number;
                        } | null;
                    };
                }[];
                warnings: string[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    pickEvents: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                runId?: string | undefined;
                symbol?: string | undefined;
                universe?: "banknifty" | "nifty50" | undefined;
                mode?: "futures" | "intraday" | "options" | "scalping" | "swing" | undefined;
                from?: string | undefined;
                to?: string | undefined;
                before?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                lane: "imported" | "live" | "replay" | "simulated";
                runId: string & import("zod").$brand<"Id">;
                symbol: string;
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle" | "warm-up";
                signalAt: string;
                session: string;
                direction: "LONG" | "SHORT";
                recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                confidence: "High" | "Low" | "Medium";
                score: number;
                entryPrice: number;
                stopPrice: number;
                targetPrice: number;
                contributions: {
                    agent: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
                    weight: number;
                    score: number | null;
                    confidence: "High" | "Low" | "Medium" | null;
                    abstention: {
                        code: "insufficient-candles" | "no-benchmark" | "no-contracts" | "no-intraday" | "no-source" | "price-break" | "stale-candles";
                        message: string;
                    } | null;
                }[];
                outcomes: {
                    horizon: "10d" | "3d" | "5d" | "60m" | "eod";
                    dueAt: string | null;
                    outcome: {
                        status: "pending";
                    } | {
                        status: "closed";
                        entryAt: string;
                        entryPrice: number;
                        exitAt: string;
                        exitPrice: number;
                        exitReason: "STOP" | "TARGET" | "TIME" | "TRAIL";
                        horizonEndAt: string;
                        closePrice: number;
                        highPrice: number;
                        lowPrice: number;
                        grossReturnPct: number;
                        costPct: number;
                        netReturnPct: number;
                        closeReturnPct: number;
                        maxRunupPct: number;
                        maxDrawdownPct: number;
                        captureRatio: number | null;
                        hitTarget: boolean;
                        hitStop: boolean;
                        benchmark: {
                            symbol: string;
                            proxy: boolean;
                            returnPct: number;
                        } | null;
                        benchmarkReason: string | null;
                        beta: number | null;
                        alphaPct: number | null;
                        betaAlphaPct: number | null;
                        label: "BREAKEVEN" | "LOSS" | "WIN";
                    } | {
                        status: "unavailable";
                        code: "missing-candle" | "price-break";
                        detail: string;
                    };
                }[];
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        computeOutcomes: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                asOf?: string | undefined;
                from?: string | undefined;
                to?: string | undefined;
            };
            output: {
                asOf: string;
                closed: number;
                unavailable: number;
                waiting: number;
                recommendations: number;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    recommendations: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                symbol?: string | undefined;
                universe?: "banknifty" | "nifty50" | undefined;
                mode?: "futures" | "intraday" | "options" | "scalping" | "swing" | undefined;
                from?: string | undefined;
                to?: string | undefined;
                evaluated?: boolean | undefined;
                before?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                lane: "imported" | "live" | "replay" | "simulated";
                runId: string & import("zod").$brand<"Id">;
                rank: number;
                symbol: string;
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle" | "warm-up";
                recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                direction: "LONG" | "SHORT";
                generatedAt: string;
                entryPrice: number;
                stopPrice: number;
                targetPrice: number;
                score: number;
                confidence: "High" | "Low" | "Medium";
                coverage: number;
                configVersion: string;
                scores: Partial<Record<"global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical", number | null>>;
                exit: {
                    reason: "MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE";
                    at: string | null;
                    price: number | null;
                    netReturnPct: number | null;
                    maxDrawdownPct: number | null;
                    alphaPct: number | null;
                    label: "BREAKEVEN" | "LOSS" | "WIN" | null;
                    closedAt: string;
                    detail: string | null;
                } | null;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        byId: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                lane: "imported" | "live" | "replay" | "simulated";
                runId: string & import("zod").$brand<"Id">;
                rank: number;
                symbol: string;
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle" | "warm-up";
                recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                direction: "LONG" | "SHORT";
                generatedAt: string;
                entryPrice: number;
                stopPrice: number;
                targetPrice: number;
                score: number;
                confidence: "High" | "Low" | "Medium";
                coverage: number;
                configVersion: string;
                scores: Partial<Record<"global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical", number | null>>;
                exit: {
                    reason: "MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE";
                    at: string | null;
                    price: number | null;
                    netReturnPct: number | null;
                    maxDrawdownPct: number | null;
                    alphaPct: number | null;
                    label: "BREAKEVEN" | "LOSS" | "WIN" | null;
                    closedAt: string;
                    detail: string | null;
                } | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        performance: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                by: "agent" | "decile" | "mode" | "side" | "universe";
                universe?: "banknifty" | "nifty50" | undefined;
                mode?: "futures" | "intraday" | "options" | "scalping" | "swing" | undefined;
                from?: string | undefined;
                to?: string | undefined;
            };
            output: {
                by: "agent" | "decile" | "mode" | "side" | "universe";
                groups: {
                    group: string;
                    n: number;
                    sessions: number;
                    wins: number;
                    losses: number;
                    winRate: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    };
                    mean: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    };
                    median: number;
                    standardDeviation: number | null;
                    meanWin: number | null;
                    meanLoss: number | null;
                    expectancy: number;
                    meanAlpha: number | null;
                    equityDrawdown: number | null;
                    warning: string | null;
                }[];
                counts: {
                    open: number;
                    told: number;
                    unavailable: number;
                };
                warnings: string[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        applyExit: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                at: string;
                price: number;
                reason: "MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL";
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                lane: "imported" | "live" | "replay" | "simulated";
                runId: string & import("zod").$brand<"Id">;
                rank: number;
                symbol: string;
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle" | "warm-up";
                recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                direction: "LONG" | "SHORT";
                generatedAt: string;
                entryPrice: number;
                stopPrice: number;
                targetPrice: number;
                score: number;
                confidence: "High" | "Low" | "Medium";
                coverage: number;
                configVersion: string;
                scores: Partial<Record<"global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical", number | null>>;
                exit: {
                    reason: "MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE";
                    at: string | null;
                    price: number | null;
                    netReturnPct: number | null;
                    maxDrawdownPct: number | null;
                    alphaPct: number | null;
                    label: "BREAKEVEN" | "LOSS" | "WIN" | null;
                    closedAt: string;
                    detail: string | null;
                } | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        closed: import("@trpc/server").TRPCSubscriptionProcedure<{
            input: {
                lastEventId?: string | undefined;
                universe?: "banknifty" | "nifty50" | undefined;
                mode?: "futures" | "intraday" | "options" | "scalping" | "swing" | undefined;
            };
            output: AsyncIterable<import("@trpc/server/unstable-core-do-not-import").TrackedData<{
                seq: number;
                event: {
                    id: string & import("zod").$brand<"Id">;
                    lane: "imported" | "live" | "replay" | "simulated";
                    runId: string & import("zod").$brand<"Id">;
                    rank: number;
                    symbol: string;
                    universe: "banknifty" | "nifty50";
                    mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                    trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle" | "warm-up";
                    recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                    direction: "LONG" | "SHORT";
                    generatedAt: string;
                    entryPrice: number;
                    stopPrice: number;
                    targetPrice: number;
                    score: number;
                    confidence: "High" | "Low" | "Medium";
                    coverage: number;
                    configVersion: string;
                    scores: Partial<Record<"global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical", number | null>>;
                    exit: {
                        reason: "MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE";
                        at: string | null;
                        price: number | null;
                        netReturnPct: number | null;
                        maxDrawdownPct: number | null;
                        alphaPct: number | null;
                        label: "BREAKEVEN" | "LOSS" | "WIN" | null;
                        closedAt: string;
                        detail: string | null;
                    } | null;
                }[] | null;
            }>, void, unknown>;
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    imported: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        run: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                runId: string;
            };
            output: {
                externalId: string;
                lane: "imported";
                suspect: string[];
                original: Record<string, import("zod").JSONType> | null;
                notNumbers: Record<string, string>;
                runId: string | null;
                universe: string | null;
                mode: string | null;
                trigger: string | null;
                startedAt: string | null;
                generatedAt: string | null;
                generatedAtWritten: string | null;
                totalAnalyzed: number | null;
                filteredCount: number | null;
                picksCount: number | null;
                payloadPicks: number | null;
                elapsedSeconds: number | null;
                payload: string | null;
                picks: import("zod").JSONType[] | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        latestRun: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                universe: string;
                mode: string;
            };
            output: {
                externalId: string;
                lane: "imported";
                suspect: string[];
                original: Record<string, import("zod").JSONType> | null;
                notNumbers: Record<string, string>;
                runId: string | null;
                universe: string | null;
                mode: string | null;
                trigger: string | null;
                startedAt: string | null;
                generatedAt: string | null;
                generatedAtWritten: string | null;
                totalAnalyzed: number | null;
                filteredCount: number | null;
                picksCount: number | null;
                payloadPicks: number | null;
                elapsedSeconds: number | null;
                payload: string | null;
                picks: import("zod").JSONType[] | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        runs: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                universe?: string | undefined;
                mode?: string | undefined;
                trigger?: string | undefined;
                from?: string | undefined;
                to?: string | undefined;
                before?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                externalId: string;
                lane: "imported";
                suspect: string[];
                original: Record<string, import("zod").JSONType> | null;
                notNumbers: Record<string, string>;
                runId: string | null;
                universe: string | null;
                mode: string | null;
                trigger: string | null;
                startedAt: string | null;
                generatedAt: string | null;
                generatedAtWritten: string | null;
                totalAnalyzed: number | null;
                filteredCount: number | null;
                picksCount: number | null;
                payloadPicks: number | null;
                elapsedSeconds: number | null;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        recommendations: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                symbol?: string | undefined;
                universe?: string | undefined;
                mode?: string | undefined;
                runId?: string | undefined;
                evaluatedOnly?: boolean | undefined;
                includeSuspect?: boolean | undefined;
                limit?: number | undefined;
                offset?: number | undefined;
            };
            output: {
                recommendations: {
                    externalId: string;
                    lane: "imported";
                    suspect: string[];
                    original: Record<string, import("zod").JSONType> | null;
                    notNumbers: Record<string, string>;
                    runSuspect: string[] | null;
                    symbol: string | null;
                    mode: string | null;
                    universe: string | null;
                    source: string | null;
                    recommendation: string | null;
                    direction: string | null;
                    generatedAt: string | null;
                    generatedAtWritten: string | null;
                    entryPrice: number | null;
                    stopPrice: number | null;
                    targetPrice: number | null;
                    score: number | null;
                    confidence: string | null;
                    riskProfile: string | null;
                    runId: string | null;
                    rank: number | null;
                    policyVersion: string | null;
                    features: string | null;
                    evaluated: boolean | null;
                    evaluatedAt: string | null;
                    exitPrice: number | null;
                    exitAt: string | null;
                    exitReason: string | null;
                    pnlPct: number | null;
                    maxDrawdownPct: number | null;
                    alphaPct: number | null;
                    labels: string | null;
                }[];
                excluded: {
                    rows: number;
                    codes: Record<string, number>;
                    runCodes: Record<string, number>;
                };
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        performance: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                by?: "confidence" | "mode" | "side" | "universe" | undefined;
                universe?: string | undefined;
                mode?: string | undefined;
                from?: string | undefined;
                to?: string | undefined;
                includeSuspect?: boolean | undefined;
            };
            output: {
                by: "confidence" | "mode" | "side" | "universe";
                includeSuspect: boolean;
                groups: {
                    group: string;
                    n: number;
                    sessions: number;
                    wins: number;
                    losses: number;
                    winRate: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    };
                    mean: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    };
                    median: number;
                    standardDeviation: number | null;
                    warning: string | null;
                }[];
                reason: string | null;
                counts: {
                    recommendations: number;
                    measured: number;
                    unevaluated: number;
                    excluded: number;
                    withoutReturn: number;
                    undated: number;
                    unknownMode: number;
                };
                excluded: {
                    rows: number;
                    codes: Record<string, number>;
                    runCodes: Record<string, number>;
                };
                warnings: string[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        usage: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                days?: number | undefined;
                until?: string | undefined;
                includeSuspect?: boolean | undefined;
            };
            output: {
                from: string;
                until: string;
                total: {
                    requests: number;
                    inputTokens: number;
                    outputTokens: number;
                    withoutTokens: number;
                    costUsd: string;
                    withoutCost: number;
                };
                byModel: {
                    requests: number;
                    inputTokens: number;
                    outputTokens: number;
                    withoutTokens: number;
                    costUsd: string;
                    withoutCost: number;
                    model: string | null;
                }[];
                byDay: {
                    requests: number;
                    inputTokens: number;
                    outputTokens: number;
                    withoutTokens: number;
                    costUsd: string;
                    withoutCost: number;
                    day: string;
                }[];
                excluded: {
                    rows: number;
                    codes: Record<string, number>;
                };
                undated: number;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        rows: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                table: "agent_analyses" | "agent_learnings" | "ai_recommendations" | "context_memory" | "llm_requests" | "pick_agent_contributions" | "pick_events" | "pick_outcomes" | "picks_backtest" | "rl_policies" | "support_resistance_levels" | "top_picks_runs" | "user_preferences";
                after?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                externalId: string;
                lane: "imported";
                suspect: string[];
                original: Record<string, import("zod").JSONType> | null;
                notNumbers: Record<string, string>;
                place: string;
                cells: Record<string, string | number | boolean | null>;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        documents: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                kind?: "event" | "feedback" | "global indices" | "index universe" | "interaction" | "notification" | "pick log" | "scalping exit" | "score" | "strategy exit" | "watchlist entry" | undefined;
                path?: string | undefined;
                symbol?: string | undefined;
                from?: string | undefined;
                to?: string | undefined;
                after?: {
                    path: string;
                    item: number;
                } | undefined;
                limit?: number | undefined;
            };
            output: {
                path: string;
                item: number;
                lane: "imported";
                kind: string;
                symbol: string | null;
                gone: boolean;
                at: string | null;
                suspect: string[];
                body: string;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        quarantine: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                path?: string | undefined;
                table?: string | undefined;
                reason?: string | undefined;
                after?: {
                    path: string;
                    table: string;
                    row: string;
                } | undefined;
                limit?: number | undefined;
            };
            output: {
                path: string;
                table: string;
                row: string;
                reason: string;
                detail: string;
                cells: string;
                quarantinedAt: string;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        summary: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                tables: {
                    table: string;
                    rows: number;
                    suspect: number;
                    codes: Record<string, number>;
                }[];
                documents: {
                    kind: string;
                    items: number;
                    suspect: number;
                    gone: number;
                }[];
                quarantined: {
                    table: string;
                    reason: string;
                    rows: number;
                }[];
                files: {
                    became: string;
                    files: number;
                }[];
                importedAt: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    policies: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                universe?: "banknifty" | "nifty50" | undefined;
                mode?: "futures" | "intraday" | "options" | "scalping" | "swing" | undefined;
                status?: "active" | "draft" | "retired" | undefined;
                limit?: number | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                name: string;
                description: string;
                lane: "imported" | "live" | "replay" | "simulated";
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                status: "active" | "draft" | "retired";
                configVersion: number;
                config: {
                    schema: 1;
                    exits: {
                        default: string;
                        profiles: Record<string, {
                            stop: {
                                kind: "percent";
                                percent: number;
                            } | {
                                kind: "atr";
                                multiple: number;
                            } | {
                                kind: "plan";
                            } | {
                                kind: "none";
                            };
                            target: {
                                kind: "percent";
                                percent: number;
                            } | {
                                kind: "risk";
                                multiple: number;
                            } | {
                                kind: "plan";
                            } | {
                                kind: "none";
                            };
                            trailing: {
                                activationPct: number;
                                distancePct: number;
                            } | null;
                            longestHold: {
                                minutes: number;
                            } | {
                                sessions: number;
                            } | null;
                        }>;
                    };
                    entries: {
                        default: string;
                        arms: Record<string, {
                            longMinScore: number;
                            shortMaxScore: number;
                            minRiskReward: number;
                        }>;
                    };
                };
                metrics: {
                    schema: 1;
                    outcomes: number;
                    unavailable: number;
                    exits: Record<string, {
                        overall: {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        };
                        contexts: Record<string, {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        }>;
                    }>;
                    entries: Record<string, {
                        overall: {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        };
                        contexts: Record<string, {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        }>;
                        refused: number;
                        notEvaluable: number;
                    }>;
                } | null;
                proposal: {
                    trainingSessions: number;
                    trainedUntil: string | null;
                    purgedSessions: number;
                    unavailable: number;
                    verdict: {
                        passed: boolean;
                        against: "active-policy" | "plan";
                        n: number;
                        sessions: number;
                        meanDifferencePct: number | null;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        reasons: string[];
                    };
                } | null;
                createdAt: string;
                activatedAt: string | null;
                retiredAt: string | null;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        byId: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                name: string;
                description: string;
                lane: "imported" | "live" | "replay" | "simulated";
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                status: "active" | "draft" | "retired";
                configVersion: number;
                config: {
                    schema: 1;
                    exits: {
                        default: string;
                        profiles: Record<string, {
                            stop: {
                                kind: "percent";
                                percent: number;
                            } | {
                                kind: "atr";
                                multiple: number;
                            } | {
                                kind: "plan";
                            } | {
                                kind: "none";
                            };
                            target: {
                                kind: "percent";
                                percent: number;
                            } | {
                                kind: "risk";
                                multiple: number;
                            } | {
                                kind: "plan";
                            } | {
                                kind: "none";
                            };
                            trailing: {
                                activationPct: number;
                                distancePct: number;
                            } | null;
                            longestHold: {
                                minutes: number;
                            } | {
                                sessions: number;
                            } | null;
                        }>;
                    };
                    entries: {
                        default: string;
                        arms: Record<string, {
                            longMinScore: number;
                            shortMaxScore: number;
                            minRiskReward: number;
                        }>;
                    };
                };
                metrics: {
                    schema: 1;
                    outcomes: number;
                    unavailable: number;
                    exits: Record<string, {
                        overall: {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        };
                        contexts: Record<string, {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        }>;
                    }>;
                    entries: Record<string, {
                        overall: {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        };
                        contexts: Record<string, {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        }>;
                        refused: number;
                        notEvaluable: number;
                    }>;
                } | null;
                proposal: {
                    trainingSessions: number;
                    trainedUntil: string | null;
                    purgedSessions: number;
                    unavailable: number;
                    verdict: {
                        passed: boolean;
                        against: "active-policy" | "plan";
                        n: number;
                        sessions: number;
                        meanDifferencePct: number | null;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        reasons: string[];
                    };
                } | null;
                createdAt: string;
                activatedAt: string | null;
                retiredAt: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        judge: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                id: string;
            };
            output: {
                passed: boolean;
                against: "active-policy" | "plan";
                n: number;
                sessions: number;
                meanDifferencePct: number | null;
                interval: {
                    low: number;
                    high: number;
                    level: number;
                } | null;
                reasons: string[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        draft: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                name: string;
                description?: string | undefined;
                config?: {
                    schema: 1;
                    exits: {
                        default: string;
                        profiles: Record<string, {
                            stop: {
                                kind: "percent";
                                percent: number;
                            } | {
                                kind: "atr";
                                multiple: number;
                            } | {
                                kind: "plan";
                            } | {
                                kind: "none";
                            };
                            target: {
                                kind: "percent";
                                percent: number;
                            } | {
                                kind: "risk";
                                multiple: number;
                            } | {
                                kind: "plan";
                            } | {
                                kind: "none";
                            };
                            trailing: {
                                activationPct: number;
                                distancePct: number;
                            } | null;
                            longestHold: {
                                minutes: number;
                            } | {
                                sessions: number;
                            } | null;
                        }>;
                    };
                    entries: {
                        default: string;
                        arms: Record<string, {
                            longMinScore: number;
                            shortMaxScore: number;
                            minRiskReward: number;
                        }>;
                    };
                } | undefined;
                idempotencyKey?: string | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                name: string;
                description: string;
                lane: "imported" | "live" | "replay" | "simulated";
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                status: "active" | "draft" | "retired";
                configVersion: number;
                config: {
                    schema: 1;
                    exits: {
                        default: string;
                        profiles: Record<string, {
                            stop: {
                                kind: "percent";
                                percent: number;
                            } | {
                                kind: "atr";
                                multiple: number;
                            } | {
                                kind: "plan";
                            } | {
                                kind: "none";
                            };
                            target: {
                                kind: "percent";
                                percent: number;
                            } | {
                                kind: "risk";
                                multiple: number;
                            } | {
                                kind: "plan";
                            } | {
                                kind: "none";
                            };
                            trailing: {
                                activationPct: number;
                                distancePct: number;
                            } | null;
                            longestHold: {
                                minutes: number;
                            } | {
                                sessions: number;
                            } | null;
                        }>;
                    };
                    entries: {
                        default: string;
                        arms: Record<string, {
                            longMinScore: number;
                            shortMaxScore: number;
                            minRiskReward: number;
                        }>;
                    };
                };
                metrics: {
                    schema: 1;
                    outcomes: number;
                    unavailable: number;
                    exits: Record<string, {
                        overall: {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        };
                        contexts: Record<string, {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        }>;
                    }>;
                    entries: Record<string, {
                        overall: {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        };
                        contexts: Record<string, {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        }>;
                        refused: number;
                        notEvaluable: number;
                    }>;
                } | null;
                proposal: {
                    trainingSessions: number;
                    trainedUntil: string | null;
                    purgedSessions: number;
                    unavailable: number;
                    verdict: {
                        passed: boolean;
                        against: "active-policy" | "plan";
                        n: number;
                        sessions: number;
                        meanDifferencePct: number | null;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        reasons: string[];
                    };
                } | null;
                createdAt: string;
                activatedAt: string | null;
                retiredAt: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        learn: import("@trpc/server").TRPCMutationProcedure<{
            input: void;
            output: {
                policies: number;
                outcomes: number;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        train: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
            };
            output: {
                verdict: {
                    passed: boolean;
                    against: "active-policy" | "plan";
                    n: number;
                    sessions: number;
                    meanDifferencePct: number | null;
                    interval: {
                        low: number;
                        high: number;
                        level: number;
                    } | null;
                    reasons: string[];
                };
                policy: {
                    id: string & import("zod").$brand<"Id">;
                    name: string;
                    description: string;
                    lane: "imported" | "live" | "replay" | "simulated";
                    universe: "banknifty" | "nifty50";
                    mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                    status: "active" | "draft" | "retired";
                    configVersion: number;
                    config: {
                        schema: 1;
                        exits: {
                            default: string;
                            profiles: Record<string, {
                                stop: {
                                    kind: "percent";
                                    percent: number;
                                } | {
                                    kind: "atr";
                                    multiple: number;
                                } | {
                                    kind: "plan";
                                } | {
                                    kind: "none";
                                };
                                target: {
                                    kind: "percent";
                                    percent: number;
                                } | {
                                    kind: "risk";
                                    multiple: number;
                                } | {
                                    kind: "plan";
                                } | {
                                    kind: "none";
                                };
                                trailing: {
                                    activationPct: number;
                                    distancePct: number;
                                } | null;
                                longestHold: {
                                    minutes: number;
                                } | {
                                    sessions: number;
                                } | null;
                            }>;
                        };
                        entries: {
                            default: string;
                            arms: Record<string, {
                                longMinScore: number;
                                shortMaxScore: number;
                                minRiskReward: number;
                            }>;
                        };
                    };
                    metrics: {
                        schema: 1;
                        outcomes: number;
                        unavailable: number;
                        exits: Record<string, {
                            overall: {
                                n: number;
                                meanReturnPct: number;
                                m2: number;
                                wins: number;
                                targets: number;
                                stops: number;
                                meanDrawdownPct: number;
                                captureN: number;
                                meanCapture: number;
                                meanReward: number;
                            };
                            contexts: Record<string, {
                                n: number;
                                meanReturnPct: number;
                                m2: number;
                                wins: number;
                                targets: number;
                                stops: number;
                                meanDrawdownPct: number;
                                captureN: number;
                                meanCapture: number;
                                meanReward: number;
                            }>;
                        }>;
                        entries: Record<string, {
                            overall: {
                                n: number;
                                meanReturnPct: number;
                                m2: number;
                                wins: number;
                                targets: number;
                                stops: number;
                                meanDrawdownPct: number;
                                captureN: number;
                                meanCapture: number;
                                meanReward: number;
                            };
                            contexts: Record<string, {
                                n: number;
                                meanReturnPct: number;
                                m2: number;
                                wins: number;
                                targets: number;
                                stops: number;
                                meanDrawdownPct: number;
                                captureN: number;
                                meanCapture: number;
                                meanReward: number;
                            }>;
                            refused: number;
                            notEvaluable: number;
                        }>;
                    } | null;
                    proposal: {
                        trainingSessions: number;
                        trainedUntil: string | null;
                        purgedSessions: number;
                        unavailable: number;
                        verdict: {
                            passed: boolean;
                            against: "active-policy" | "plan";
                            n: number;
                            sessions: number;
                            meanDifferencePct: number | null;
                            interval: {
                                low: number;
                                high: number;
                                level: number;
                            } | null;
                            reasons: string[];
                        };
                    } | null;
                    createdAt: string;
                    activatedAt: string | null;
                    retiredAt: string | null;
                } | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        activate: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                name: string;
                description: string;
                lane: "imported" | "live" | "replay" | "simulated";
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                status: "active" | "draft" | "retired";
                configVersion: number;
                config: {
                    schema: 1;
                    exits: {
                        default: string;
                        profiles: Record<string, {
                            stop: {
                                kind: "percent";
                                percent: number;
                            } | {
                                kind: "atr";
                                multiple: number;
                            } | {
                                kind: "plan";
                            } | {
                                kind: "none";
                            };
                            target: {
                                kind: "percent";
                                percent: number;
                            } | {
                                kind: "risk";
                                multiple: number;
                            } | {
                                kind: "plan";
                            } | {
                                kind: "none";
                            };
                            trailing: {
                                activationPct: number;
                                distancePct: number;
                            } | null;
                            longestHold: {
                                minutes: number;
                            } | {
                                sessions: number;
                            } | null;
                        }>;
                    };
                    entries: {
                        default: string;
                        arms: Record<string, {
                            longMinScore: number;
                            shortMaxScore: number;
                            minRiskReward: number;
                        }>;
                    };
                };
                metrics: {
                    schema: 1;
                    outcomes: number;
                    unavailable: number;
                    exits: Record<string, {
                        overall: {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        };
                        contexts: Record<string, {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        }>;
                    }>;
                    entries: Record<string, {
                        overall: {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        };
                        contexts: Record<string, {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        }>;
                        refused: number;
                        notEvaluable: number;
                    }>;
                } | null;
                proposal: {
                    trainingSessions: number;
                    trainedUntil: string | null;
                    purgedSessions: number;
                    unavailable: number;
                    verdict: {
                        passed: boolean;
                        against: "active-policy" | "plan";
                        n: number;
                        sessions: number;
                        meanDifferencePct: number | null;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        reasons: string[];
                    };
                } | null;
                createdAt: string;
                activatedAt: string | null;
                retiredAt: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        retire: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                name: string;
                description: string;
                lane: "imported" | "live" | "replay" | "simulated";
                universe: "banknifty" | "nifty50";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                status: "active" | "draft" | "retired";
                configVersion: number;
                config: {
                    schema: 1;
                    exits: {
                        default: string;
                        profiles: Record<string, {
                            stop: {
                                kind: "percent";
                                percent: number;
                            } | {
                                kind: "atr";
                                multiple: number;
                            } | {
                                kind: "plan";
                            } | {
                                kind: "none";
                            };
                            target: {
                                kind: "percent";
                                percent: number;
                            } | {
                                kind: "risk";
                                multiple: number;
                            } | {
                                kind: "plan";
                            } | {
                                kind: "none";
                            };
                            trailing: {
                                activationPct: number;
                                distancePct: number;
                            } | null;
                            longestHold: {
                                minutes: number;
                            } | {
                                sessions: number;
                            } | null;
                        }>;
                    };
                    entries: {
                        default: string;
                        arms: Record<string, {
                            longMinScore: number;
                            shortMaxScore: number;
                            minRiskReward: number;
                        }>;
                    };
                };
                metrics: {
                    schema: 1;
                    outcomes: number;
                    unavailable: number;
                    exits: Record<string, {
                        overall: {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        };
                        contexts: Record<string, {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        }>;
                    }>;
                    entries: Record<string, {
                        overall: {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        };
                        contexts: Record<string, {
                            n: number;
                            meanReturnPct: number;
                            m2: number;
                            wins: number;
                            targets: number;
                            stops: number;
                            meanDrawdownPct: number;
                            captureN: number;
                            meanCapture: number;
                            meanReward: number;
                        }>;
                        refused: number;
                        notEvaluable: number;
                    }>;
                } | null;
                proposal: {
                    trainingSessions: number;
                    trainedUntil: string | null;
                    purgedSessions: number;
                    unavailable: number;
                    verdict: {
                        passed: boolean;
                        against: "active-policy" | "plan";
                        n: number;
                        sessions: number;
                        meanDifferencePct: number | null;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        reasons: string[];
                    };
                } | null;
                createdAt: string;
                activatedAt: string | null;
                retiredAt: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    learnings: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                agent?: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical" | undefined;
                mode?: "futures" | "intraday" | "options" | "scalping" | "swing" | undefined;
                minimumSample?: number | undefined;
                limit?: number | undefined;
            };
            output: {
                agent: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
                mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                pattern: string;
                sampleSize: number;
                hits: number;
                accuracy: number;
                interval: {
                    low: number;
                    high: number;
                    level: number;
                } | null;
                lastUpdated: string;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        learn: import("@trpc/server").TRPCMutationProcedure<{
            input: void;
            output: {
                outcomes: number;
                patterns: number;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    levels: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        latest: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                symbols: string[];
                scopes?: ("D" | "M" | "W" | "Y")[] | undefined;
                asOf?: string | undefined;
            };
            output: {
                symbol: string;
                scope: "D" | "M" | "W" | "Y";
                levels: {
                    p: number;
                    r1: number;
                    r2: number;
                    r3: number;
                    s1: number;
                    s2: number;
                    s3: number;
                    symbol: string;
                    scope: "D" | "M" | "W" | "Y";
                    source: "nse-daily" | "simulated" | "zerodha";
                    simulated: boolean;
                    from: string;
                    session: string;
                    missing: number;
                    asOf: string;
                } | null;
                reason: string | null;
                staleReason: string | null;
                servedFrom: "postgresql" | "redis";
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        score: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                symbol: string;
                price?: number | undefined;
                scopes?: ("D" | "M" | "W" | "Y")[] | undefined;
                asOf?: string | undefined;
            };
            output: {
                symbol: string;
                price: number | null;
                priceAt: string | null;
                scores: {
                    symbol: string;
                    scope: "D" | "M" | "W" | "Y";
                    levels: {
                        p: number;
                        r1: number;
                        r2: number;
                        r3: number;
                        s1: number;
                        s2: number;
                        s3: number;
                        symbol: string;
                        scope: "D" | "M" | "W" | "Y";
                        source: "nse-daily" | "simulated" | "zerodha";
                        simulated: boolean;
                        from: string;
                        session: string;
                        missing: number;
                        asOf: string;
                    } | null;
                    reason: string | null;
                    staleReason: string | null;
                    servedFrom: "postgresql" | "redis";
                    score: number | null;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        refresh: import("@trpc/server").TRPCMutationProcedure<{
            input: void;
            output: {
                asOf: string;
                symbols: number;
                written: number;
                without: {
                    symbol: string;
                    scope: "D" | "M" | "W" | "Y";
                    reason: string;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    scores: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        latest: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                symbols: string[];
                asOf?: string | undefined;
            };
            output: {
                symbol: string;
                score: {
                    symbol: string;
                    blendScore: number | null;
                    reason: string | null;
                    confidence: "High" | "Low" | "Medium" | null;
                    recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell" | null;
                    coverage: number;
                    isActionable: boolean;
                    recommendationNote: string | null;
                    riskRewardRatio: number | null;
                    agents: {
                        agent: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
                        weight: number;
                        score: number | null;
                        confidence: "High" | "Low" | "Medium" | null;
                        abstention: {
                            code: "insufficient-candles" | "no-benchmark" | "no-contracts" | "no-intraday" | "no-source" | "price-break" | "stale-candles";
                            message: string;
                        } | null;
                    }[];
                    keySignals: {
                        type: string;
                        direction: "bearish" | "bullish" | "neutral";
                        value: number | null;
                        description: string;
                    }[];
                    reasoning: string | null;
                    analyzedAt: string;
                    runId: string & import("zod").$brand<"Id">;
                    universe: "banknifty" | "nifty50";
                    mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                    lane: "imported" | "live" | "replay" | "simulated";
                    source: "nse-daily" | "simulated" | "zerodha";
                    simulated: boolean;
                } | null;
                staleReason: string | null;
                servedFrom: "postgresql" | "redis";
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        top: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                universe?: "banknifty" | "nifty50" | undefined;
                minimumConfidence?: "High" | "Low" | "Medium" | undefined;
                actionableOnly?: boolean | undefined;
                limit?: number | undefined;
                asOf?: string | undefined;
            };
            output: {
                universe: "banknifty" | "nifty50" | null;
                asOf: string;
                scores: {
                    symbol: string;
                    reason: string | null;
                    confidence: "High" | "Low" | "Medium" | null;
                    recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell" | null;
                    coverage: number;
                    isActionable: boolean;
                    recommendationNote: string | null;
                    riskRewardRatio: number | null;
                    agents: {
                        agent: "global" | "market_regime" | "microstructure" | "options" | "pattern_recognition" | "policy" | "risk" | "sentiment" | "technical";
                        weight: number;
                        score: number | null;
                        confidence: "High" | "Low" | "Medium" | null;
                        abstention: {
                            code: "insufficient-candles" | "no-benchmark" | "no-contracts" | "no-intraday" | "no-source" | "price-break" | "stale-candles";
                            message: string;
                        } | null;
                    }[];
                    keySignals: {
                        type: string;
                        direction: "bearish" | "bullish" | "neutral";
                        value: number | null;
                        description: string;
                    }[];
                    reasoning: string | null;
                    analyzedAt: string;
                    runId: string & import("zod").$brand<"Id">;
                    universe: "banknifty" | "nifty50";
                    mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                    lane: "imported" | "live" | "replay" | "simulated";
                    source: "nse-daily" | "simulated" | "zerodha";
                    simulated: boolean;
                    rank: number;
                    blendScore: number;
                    staleReason: string | null;
                }[];
                without: {
                    symbol: string;
                    reason: string;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        refresh: import("@trpc/server").TRPCMutationProcedure<{
            input: void;
            output: {
                written: number;
                stale: number;
                oldest: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    insights: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        ofRun: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                runId: string;
            };
            output: {
                insights: {
                    keyFindings: string[];
                    rationale: string;
                    symbol: string;
                    model: string;
                    requestId: string & import("zod").$brand<"Id">;
                }[];
                missing: {
                    symbol: string;
                    reason: string;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        write: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                runId: string;
            };
            output: {
                insights: {
                    keyFindings: string[];
                    rationale: string;
                    symbol: string;
                    model: string;
                    requestId: string & import("zod").$brand<"Id">;
                }[];
                missing: {
                    symbol: string;
                    reason: string;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    llmCosts: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        today: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                calls: number;
                failed: number;
                inputTokens: number;
                outputTokens: number;
                costUsd: string;
                day: string;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        spend: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                by?: "agent" | "day" | "model" | "model-day" | "provider" | "purpose" | "run" | undefined;
                from?: string | undefined;
                to?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                from: string;
                to: string;
                by: "agent" | "day" | "model" | "model-day" | "provider" | "purpose" | "run";
                total: {
                    calls: number;
                    failed: number;
                    inputTokens: number;
                    outputTokens: number;
                    costUsd: string;
                };
                groups: {
                    calls: number;
                    failed: number;
                    inputTokens: number;
                    outputTokens: number;
                    costUsd: string;
                    group: string;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        perPick: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                from: string;
                to: string;
            };
            output: {
                costUsd: string;
                runs: number;
                picks: number;
                told: number;
                correct: number;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        requests: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                runId?: string | undefined;
                status?: "aborted" | "failed" | "lost" | "ok" | undefined;
                from?: string | undefined;
                to?: string | undefined;
                before?: {
                    at: string;
                    id: string;
                } | undefined;
                limit?: number | undefined;
            };
            output: {
                purpose: string;
                agent: string | null;
                job: string | null;
                runId: (string & import("zod").$brand<"Id">) | null;
                userId: (string & import("zod").$brand<"Id">) | null;
                tags: string[];
                id: string & import("zod").$brand<"Id">;
                at: string;
                provider: string;
                modelAsked: string;
                modelServed: string | null;
                tier: string | null;
                status: "aborted" | "failed" | "lost" | "ok";
                usage: Partial<Record<"annotatedPages" | "audioMs" | "cacheRead" | "cacheReadAudio" | "cacheReadImage" | "cacheWrite1h" | "cacheWrite5m" | "citations" | "input" | "inputAudio" | "inputImage" | "inputVideo" | "messages" | "output" | "outputAudio" | "outputImage" | "outputVideo" | "pages" | "reasoning" | "requests" | "storageSearches" | "webSearches", number>> | null;
                inputTokens: number;
                outputTokens: number;
                costUsd: string;
                costBasis: "free" | "invoice" | "price" | "worst-case" | "worst-price";
                priceId: string | null;
                priceVersion: string | null;
                priceFrom: string | null;
                latencyMs: number | null;
                error: string | null;
                idempotencyKey: string | null;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        budgets: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                scope?: string | undefined;
                after?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                budget: {
                    scope: string;
                    period: "day" | "month" | "week";
                    zone: "Asia/Kolkata" | "UTC";
                    limitUsd: string;
                    kind: "hard" | "soft";
                    thresholds: {
                        percent: number;
                        action: "cheaper-model" | "skip-optional" | "stop" | "warn";
                    }[];
                    id: string & import("zod").$brand<"Id">;
                    active: boolean;
                    createdAt: string;
                };
                from: string;
                to: string;
                spentUsd: string;
                reservedUsd: string;
                remainingUsd: string;
                calls: number;
                percent: number;
                level: "CAUTION" | "EXCEEDED" | "OK" | "WARNING";
                action: "cheaper-model" | "skip-optional" | "stop" | "warn" | null;
                forecastUsd: string | null;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        putBudget: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                scope: string;
                period: "day" | "month" | "week";
                zone?: "Asia/Kolkata" | "UTC" | undefined;
                limitUsd: string;
                kind: "hard" | "soft";
                thresholds?: {
                    percent: number;
                    action: "cheaper-model" | "skip-optional" | "stop" | "warn";
                }[] | undefined;
                idempotencyKey?: string | undefined;
            };
            output: {
                scope: string;
                period: "day" | "month" | "week";
                zone: "Asia/Kolkata" | "UTC";
                limitUsd: string;
                kind: "hard" | "soft";
                thresholds: {
                    percent: number;
                    action: "cheaper-model" | "skip-optional" | "stop" | "warn";
                }[];
                id: string & import("zod").$brand<"Id">;
                active: boolean;
                createdAt: string;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        endBudget: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                scope: string;
                period: "day" | "month" | "week";
                zone: "Asia/Kolkata" | "UTC";
                limitUsd: string;
                kind: "hard" | "soft";
                thresholds: {
                    percent: number;
                    action: "cheaper-model" | "skip-optional" | "stop" | "warn";
                }[];
                id: string & import("zod").$brand<"Id">;
                active: boolean;
                createdAt: string;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        alerts: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                budgetId: string & import("zod").$brand<"Id">;
                periodStart: string;
                kind: "forecast" | "spike" | "threshold";
                percent: number;
                spentUsd: string;
                limitUsd: string;
                detail: string;
                raisedAt: string;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        evaluate: import("@trpc/server").TRPCMutationProcedure<{
            input: void;
            output: {
                id: string & import("zod").$brand<"Id">;
                budgetId: string & import("zod").$brand<"Id">;
                periodStart: string;
                kind: "forecast" | "spike" | "threshold";
                percent: number;
                spentUsd: string;
                limitUsd: string;
                detail: string;
                raisedAt: string;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        inbox: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                limit?: number | undefined;
            };
            output: {
                kind: "unknown" | "unpriced";
                provider: string;
                model: string;
                tier: string | null;
                calls: number;
                costUsd: string;
                newest: string & import("zod").$brand<"Id">;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        prices: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                provider?: string | undefined;
                model?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                provider: string;
                model: string;
                price: {
                    id: string;
                    provider: string;
                    model: string;
                    tier: string;
                    version: string;
                    effectiveFrom: string | null;
                    daily: {
                        from: string;
                        to: string;
                    } | null;
                    rates: Partial<Record<"annotatedPages" | "audioMs" | "cacheRead" | "cacheReadAudio" | "cacheReadImage" | "cacheWrite1h" | "cacheWrite5m" | "citations" | "input" | "inputAudio" | "inputImage" | "inputVideo" | "messages" | "output" | "outputAudio" | "outputImage" | "outputVideo" | "pages" | "reasoning" | "requests" | "storageSearches" | "webSearches", {
                        usd: string;
                        per: number;
                        tiers: {
                            above: number;
                            usd: string;
                        }[];
                    }>>;
                } | null;
                unpriced: string | null;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        addPrice: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                provider: string;
                model: string;
                tier?: string | undefined;
                effectiveFrom: string;
                rates: Partial<Record<"annotatedPages" | "audioMs" | "cacheRead" | "cacheReadAudio" | "cacheReadImage" | "cacheWrite1h" | "cacheWrite5m" | "citations" | "input" | "inputAudio" | "inputImage" | "inputVideo" | "messages" | "output" | "outputAudio" | "outputImage" | "outputVideo" | "pages" | "reasoning" | "requests" | "storageSearches" | "webSearches", {
                    usd: string;
                    per: number;
                    tiers: {
                        above: number;
                        usd: string;
                    }[];
                }>>;
                note?: string | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                provider: string;
                model: string;
                tier: string;
                effectiveFrom: string;
                rates: Partial<Record<"annotatedPages" | "audioMs" | "cacheRead" | "cacheReadAudio" | "cacheReadImage" | "cacheWrite1h" | "cacheWrite5m" | "citations" | "input" | "inputAudio" | "inputImage" | "inputVideo" | "messages" | "output" | "outputAudio" | "outputImage" | "outputVideo" | "pages" | "reasoning" | "requests" | "storageSearches" | "webSearches", {
                    usd: string;
                    per: number;
                    tiers: {
                        above: number;
                        usd: string;
                    }[];
                }>>;
                note: string;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        reprice: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                from: string;
                to: string;
                apply?: boolean | undefined;
            };
            output: {
                calls: number;
                changed: number;
                beforeUsd: string;
                afterUsd: string;
                models: {
                    provider: string;
                    model: string;
                    calls: number;
                    beforeUsd: string;
                    afterUsd: string;
                }[];
                applied: boolean;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        reconcile: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                provider: string;
                from: string;
                to: string;
                lines: ({
                    requestId: string;
                    amountUsd: string;
                } | {
                    day: string;
                    model: string;
                    amountUsd: string;
                })[];
                complete?: boolean | undefined;
                apply?: boolean | undefined;
            };
            output: {
                invoiceUsd: string;
                ledgerUsd: string;
                differenceUsd: string;
                differencePct: number | null;
                matched: number;
                corrected: number;
                unknownLines: ({
                    requestId: string & import("zod").$brand<"Id">;
                    amountUsd: string;
                } | {
                    day: string;
                    model: string;
                    amountUsd: string;
                })[];
                days: {
                    day: string;
                    model: string;
                    invoiceUsd: string;
                    ledgerUsd: string;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        sweep: import("@trpc/server").TRPCMutationProcedure<{
            input: void;
            output: {
                lost: number;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        retain: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                apply?: boolean | undefined;
            };
            output: {
                before: string;
                months: {
                    month: string;
                    calls: number;
                    costUsd: string;
                }[];
                applied: boolean;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    memory: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                contextType: string;
                key: string;
            };
            output: {
                contextType: string;
                key: string;
                found: boolean;
                value: import("zod").JSONType;
                expiresAt: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                contextType?: string | undefined;
                namespace?: string | undefined;
            };
            output: {
                contextType: string;
                key: string;
                expiresAt: string;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        set: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                contextType: string;
                key: string;
                value: import("zod").JSONType;
                ttlSeconds?: number | undefined;
            };
            output: {
                contextType: string;
                key: string;
                expiresAt: string;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        remove: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                contextType: string;
                key: string;
            };
            output: {
                removed: number;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        clear: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                contextType: string;
                namespace?: string | undefined;
            };
            output: {
                removed: number;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    preferences: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                disclosureAccepted: boolean;
                disclosureVersion: string | null;
                universe: "banknifty" | "nifty50";
                marketRegion: "india";
                riskProfile: "aggressive" | "conservative" | "moderate";
                tradingModes: ("futures" | "intraday" | "options" | "scalping" | "swing")[];
                primaryMode: "futures" | "intraday" | "options" | "scalping" | "swing";
                auxiliaryModes: ("futures" | "intraday" | "options" | "scalping" | "swing")[];
                chosen: ("auxiliaryModes" | "disclosureAccepted" | "disclosureVersion" | "marketRegion" | "primaryMode" | "riskProfile" | "tradingModes" | "universe")[];
                revision: number;
                updatedAt: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        update: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                disclosureAccepted?: boolean | null | undefined;
                disclosureVersion?: string | null | undefined;
                universe?: "banknifty" | "nifty50" | null | undefined;
                marketRegion?: "india" | null | undefined;
                riskProfile?: "aggressive" | "conservative" | "moderate" | null | undefined;
                tradingModes?: ("futures" | "intraday" | "options" | "scalping" | "swing")[] | null | undefined;
                primaryMode?: "futures" | "intraday" | "options" | "scalping" | "swing" | null | undefined;
                auxiliaryModes?: ("futures" | "intraday" | "options" | "scalping" | "swing")[] | null | undefined;
                revision?: number | undefined;
            };
            output: {
                disclosureAccepted: boolean;
                disclosureVersion: string | null;
                universe: "banknifty" | "nifty50";
                marketRegion: "india";
                riskProfile: "aggressive" | "conservative" | "moderate";
                tradingModes: ("futures" | "intraday" | "options" | "scalping" | "swing")[];
                primaryMode: "futures" | "intraday" | "options" | "scalping" | "swing";
                auxiliaryModes: ("futures" | "intraday" | "options" | "scalping" | "swing")[];
                chosen: ("auxiliaryModes" | "disclosureAccepted" | "disclosureVersion" | "marketRegion" | "primaryMode" | "riskProfile" | "tradingModes" | "universe")[];
                revision: number;
                updatedAt: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        replace: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                disclosureAccepted?: boolean | null | undefined;
                disclosureVersion?: string | null | undefined;
                universe?: "banknifty" | "nifty50" | null | undefined;
                marketRegion?: "india" | null | undefined;
                riskProfile?: "aggressive" | "conservative" | "moderate" | null | undefined;
                tradingModes?: ("futures" | "intraday" | "options" | "scalping" | "swing")[] | null | undefined;
                primaryMode?: "futures" | "intraday" | "options" | "scalping" | "swing" | null | undefined;
                auxiliaryModes?: ("futures" | "intraday" | "options" | "scalping" | "swing")[] | null | undefined;
                revision?: number | undefined;
            };
            output: {
                disclosureAccepted: boolean;
                disclosureVersion: string | null;
                universe: "banknifty" | "nifty50";
                marketRegion: "india";
                riskProfile: "aggressive" | "conservative" | "moderate";
                tradingModes: ("futures" | "intraday" | "options" | "scalping" | "swing")[];
                primaryMode: "futures" | "intraday" | "options" | "scalping" | "swing";
                auxiliaryModes: ("futures" | "intraday" | "options" | "scalping" | "swing")[];
                chosen: ("auxiliaryModes" | "disclosureAccepted" | "disclosureVersion" | "marketRegion" | "primaryMode" | "riskProfile" | "tradingModes" | "universe")[];
                revision: number;
                updatedAt: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    watchlists: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                before?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                desiredEntry: number | null;
                stopLoss: number | null;
                target: number | null;
                id: string & import("zod").$brand<"Id">;
                symbol: string;
                exchange: string | null;
                notes: string | null;
                timeframe: "futures" | "intraday" | "options" | "scalping" | "swing" | null;
                addedAt: string;
                updatedAt: string;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        check: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                symbol: string;
            };
            output: {
                symbol: string;
                watched: boolean;
                entry: {
                    desiredEntry: number | null;
                    stopLoss: number | null;
                    target: number | null;
                    id: string & import("zod").$brand<"Id">;
                    symbol: string;
                    exchange: string | null;
                    notes: string | null;
                    timeframe: "futures" | "intraday" | "options" | "scalping" | "swing" | null;
                    addedAt: string;
                    updatedAt: string;
                } | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        add: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                symbol: string;
                exchange?: string | null | undefined;
                notes?: string | null | undefined;
                desiredEntry?: number | null | undefined;
                stopLoss?: number | null | undefined;
                target?: number | null | undefined;
                timeframe?: "futures" | "intraday" | "options" | "scalping" | "swing" | null | undefined;
            };
            output: {
                desiredEntry: number | null;
                stopLoss: number | null;
                target: number | null;
                id: string & import("zod").$brand<"Id">;
                symbol: string;
                exchange: string | null;
                notes: string | null;
                timeframe: "futures" | "intraday" | "options" | "scalping" | "swing" | null;
                addedAt: string;
                updatedAt: string;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        addMany: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                lines: import("zod").JSONType[];
            };
            output: {
                added: number;
                alreadyThere: number;
                invalid: number;
                full: number;
                lines: {
                    line: number;
                    symbol: string | null;
                    status: "added" | "already-there" | "full" | "invalid";
                    reason: string | null;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        update: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                exchange?: string | null | undefined;
                notes?: string | null | undefined;
                desiredEntry?: number | null | undefined;
                stopLoss?: number | null | undefined;
                target?: number | null | undefined;
                timeframe?: "futures" | "intraday" | "options" | "scalping" | "swing" | null | undefined;
                symbol: string;
            };
            output: {
                desiredEntry: number | null;
                stopLoss: number | null;
                target: number | null;
                id: string & import("zod").$brand<"Id">;
                symbol: string;
                exchange: string | null;
                notes: string | null;
                timeframe: "futures" | "intraday" | "options" | "scalping" | "swing" | null;
                addedAt: string;
                updatedAt: string;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        remove: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                symbol: string;
            };
            output: {
                desiredEntry: number | null;
                stopLoss: number | null;
                target: number | null;
                id: string & import("zod").$brand<"Id">;
                symbol: string;
                exchange: string | null;
                notes: string | null;
                timeframe: "futures" | "intraday" | "options" | "scalping" | "swing" | null;
                addedAt: string;
                updatedAt: string;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        clear: import("@trpc/server").TRPCMutationProcedure<{
            input: void;
            output: {
                removed: number;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    dashboard: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        latest: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                period: "7d" | "intraday";
                asOf?: string | undefined;
            };
            output: {
                dashboard: {
                    lane: "imported" | "live" | "replay" | "simulated";
                    asOf: string;
                    period: "intraday";
                    date: string;
                    signals: {
                        universe: "banknifty" | "nifty50";
                        mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                        runs: number;
                        abstained: number;
                        picks: number;
                        latest: string;
                    }[];
                    closed: {
                        exits: number;
                        wins: number;
                        losses: number;
                        winRate: number | null;
                        meanReturn: number | null;
                        meanHoldMinutes: number | null;
                        reasons: Partial<Record<"MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE", number>>;
                    };
                    scalping: {
                        exits: number;
                        wins: number;
                        losses: number;
                        winRate: number | null;
                        meanReturn: number | null;
                        meanHoldMinutes: number | null;
                        reasons: Partial<Record<"MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE", number>>;
                    };
                } | {
                    lane: "imported" | "live" | "replay" | "simulated";
                    asOf: string;
                    period: "7d";
                    from: string;
                    signalled: number;
                    open: number;
                    unavailable: number;
                    total: {
                        group: string;
                        n: number;
                        sessions: number;
                        wins: number;
                        losses: number;
                        winRate: {
                            value: number;
                            interval: {
                                low: number;
                                high: number;
                                level: number;
                            } | null;
                            sessions: number;
                            n: number;
                        };
                        mean: {
                            value: number;
                            interval: {
                                low: number;
                                high: number;
                                level: number;
                            } | null;
                            sessions: number;
                            n: number;
                        };
                        median: number;
                        standardDeviation: number | null;
                        meanWin: number | null;
                        meanLoss: number | null;
                        expectancy: number;
                        meanAlpha: number | null;
                        equityDrawdown: number | null;
                        warning: string | null;
                    } | null;
                    groups: {
                        group: string;
                        n: number;
                        sessions: number;
                        wins: number;
                        losses: number;
                        winRate: {
                            value: number;
                            interval: {
                                low: number;
                                high: number;
                                level: number;
                            } | null;
                            sessions: number;
                            n: number;
                        };
                        mean: {
                            value: number;
                            interval: {
                                low: number;
                                high: number;
                                level: number;
                            } | null;
                            sessions: number;
                            n: number;
                        };
                        median: number;
                        standardDeviation: number | null;
                        meanWin: number | null;
                        meanLoss: number | null;
                        expectancy: number;
                        meanAlpha: number | null;
                        equityDrawdown: number | null;
                        warning: string | null;
                    }[];
                    meanBenchmark: number | null;
                    best: {
                        symbol: string;
                        universe: "banknifty" | "nifty50";
                        mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                        direction: "LONG" | "SHORT";
                        reason: "MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE";
                        netReturn: number;
                        closedAt: string;
                    }[];
                    worst: {
                        symbol: string;
                        universe: "banknifty" | "nifty50";
                        mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                        direction: "LONG" | "SHORT";
                        reason: "MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE";
                        netReturn: number;
                        closedAt: string;
                    }[];
                };
                staleReason: string | null;
                servedFrom: "postgresql" | "redis";
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        history: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                period: "7d" | "intraday";
                from?: string | undefined;
                before?: string | undefined;
                limit?: number | undefined;
            };
            output: ({
                lane: "imported" | "live" | "replay" | "simulated";
                asOf: string;
                period: "intraday";
                date: string;
                signals: {
                    universe: "banknifty" | "nifty50";
                    mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                    runs: number;
                    abstained: number;
                    picks: number;
                    latest: string;
                }[];
                closed: {
                    exits: number;
                    wins: number;
                    losses: number;
                    winRate: number | null;
                    meanReturn: number | null;
                    meanHoldMinutes: number | null;
                    reasons: Partial<Record<"MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE", number>>;
                };
                scalping: {
                    exits: number;
                    wins: number;
                    losses: number;
                    winRate: number | null;
                    meanReturn: number | null;
                    meanHoldMinutes: number | null;
                    reasons: Partial<Record<"MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE", number>>;
                };
            } | {
                lane: "imported" | "live" | "replay" | "simulated";
                asOf: string;
                period: "7d";
                from: string;
                signalled: number;
                open: number;
                unavailable: number;
                total: {
                    group: string;
                    n: number;
                    sessions: number;
                    wins: number;
                    losses: number;
                    winRate: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    };
                    mean: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    };
                    median: number;
                    standardDeviation: number | null;
                    meanWin: number | null;
                    meanLoss: number | null;
                    expectancy: number;
                    meanAlpha: number | null;
                    equityDrawdown: number | null;
                    warning: string | null;
                } | null;
                groups: {
                    group: string;
                    n: number;
                    sessions: number;
                    wins: number;
                    losses: number;
                    winRate: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    };
                    mean: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    };
                    median: number;
                    standardDeviation: number | null;
                    meanWin: number | null;
                    meanLoss: number | null;
                    expectancy: number;
                    meanAlpha: number | null;
                    equityDrawdown: number | null;
                    warning: string | null;
                }[];
                meanBenchmark: number | null;
                best: {
                    symbol: string;
                    universe: "banknifty" | "nifty50";
                    mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                    direction: "LONG" | "SHORT";
                    reason: "MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE";
                    netReturn: number;
                    closedAt: string;
                }[];
                worst: {
                    symbol: string;
                    universe: "banknifty" | "nifty50";
                    mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                    direction: "LONG" | "SHORT";
                    reason: "MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE";
                    netReturn: number;
                    closedAt: string;
                }[];
            })[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        record: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                period: "7d" | "intraday";
                asOf?: string | undefined;
            };
            output: {
                lane: "imported" | "live" | "replay" | "simulated";
                asOf: string;
                period: "intraday";
                date: string;
                signals: {
                    universe: "banknifty" | "nifty50";
                    mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                    runs: number;
                    abstained: number;
                    picks: number;
                    latest: string;
                }[];
                closed: {
                    exits: number;
                    wins: number;
                    losses: number;
                    winRate: number | null;
                    meanReturn: number | null;
                    meanHoldMinutes: number | null;
                    reasons: Partial<Record<"MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE", number>>;
                };
                scalping: {
                    exits: number;
                    wins: number;
                    losses: number;
                    winRate: number | null;
                    meanReturn: number | null;
                    meanHoldMinutes: number | null;
                    reasons: Partial<Record<"MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE", number>>;
                };
            } | {
                lane: "imported" | "live" | "replay" | "simulated";
                asOf: string;
                period: "7d";
                from: string;
                signalled: number;
                open: number;
                unavailable: number;
                total: {
                    group: string;
                    n: number;
                    sessions: number;
                    wins: number;
                    losses: number;
                    winRate: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    };
                    mean: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    };
                    median: number;
                    standardDeviation: number | null;
                    meanWin: number | null;
                    meanLoss: number | null;
                    expectancy: number;
                    meanAlpha: number | null;
                    equityDrawdown: number | null;
                    warning: string | null;
                } | null;
                groups: {
                    group: string;
                    n: number;
                    sessions: number;
                    wins: number;
                    losses: number;
                    winRate: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    };
                    mean: {
                        value: number;
                        interval: {
                            low: number;
                            high: number;
                            level: number;
                        } | null;
                        sessions: number;
                        n: number;
                    };
                    median: number;
                    standardDeviation: number | null;
                    meanWin: number | null;
                    meanLoss: number | null;
                    expectancy: number;
                    meanAlpha: number | null;
                    equityDrawdown: number | null;
                    warning: string | null;
                }[];
                meanBenchmark: number | null;
                best: {
                    symbol: string;
                    universe: "banknifty" | "nifty50";
                    mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                    direction: "LONG" | "SHORT";
                    reason: "MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE";
                    netReturn: number;
                    closedAt: string;
                }[];
                worst: {
                    symbol: string;
                    universe: "banknifty" | "nifty50";
                    mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                    direction: "LONG" | "SHORT";
                    reason: "MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE";
                    netReturn: number;
                    closedAt: string;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        recorded: import("@trpc/server").TRPCSubscriptionProcedure<{
            input: {
                lastEventId?: string | undefined;
                period?: "7d" | "intraday" | undefined;
            };
            output: AsyncIterable<import("@trpc/server/unstable-core-do-not-import").TrackedData<{
                seq: number;
                event: {
                    lane: "imported" | "live" | "replay" | "simulated";
                    asOf: string;
                    period: "intraday";
                    date: string;
                    signals: {
                        universe: "banknifty" | "nifty50";
                        mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                        runs: number;
                        abstained: number;
                        picks: number;
                        latest: string;
                    }[];
                    closed: {
                        exits: number;
                        wins: number;
                        losses: number;
                        winRate: number | null;
                        meanReturn: number | null;
                        meanHoldMinutes: number | null;
                        reasons: Partial<Record<"MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE", number>>;
                    };
                    scalping: {
                        exits: number;
                        wins: number;
                        losses: number;
                        winRate: number | null;
                        meanReturn: number | null;
                        meanHoldMinutes: number | null;
                        reasons: Partial<Record<"MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE", number>>;
                    };
                } | {
                    lane: "imported" | "live" | "replay" | "simulated";
                    asOf: string;
                    period: "7d";
                    from: string;
                    signalled: number;
                    open: number;
                    unavailable: number;
                    total: {
                        group: string;
                        n: number;
                        sessions: number;
                        wins: number;
                        losses: number;
                        winRate: {
                            value: number;
                            interval: {
                                low: number;
                                high: number;
                                level: number;
                            } | null;
                            sessions: number;
                            n: number;
                        };
                        mean: {
                            value: number;
                            interval: {
                                low: number;
                                high: number;
                                level: number;
                            } | null;
                            sessions: number;
                            n: number;
                        };
                        median: number;
                        standardDeviation: number | null;
                        meanWin: number | null;
                        meanLoss: number | null;
                        expectancy: number;
                        meanAlpha: number | null;
                        equityDrawdown: number | null;
                        warning: string | null;
                    } | null;
                    groups: {
                        group: string;
                        n: number;
                        sessions: number;
                        wins: number;
                        losses: number;
                        winRate: {
                            value: number;
                            interval: {
                                low: number;
                                high: number;
                                level: number;
                            } | null;
                            sessions: number;
                            n: number;
                        };
                        mean: {
                            value: number;
                            interval: {
                                low: number;
                                high: number;
                                level: number;
                            } | null;
                            sessions: number;
                            n: number;
                        };
                        median: number;
                        standardDeviation: number | null;
                        meanWin: number | null;
                        meanLoss: number | null;
                        expectancy: number;
                        meanAlpha: number | null;
                        equityDrawdown: number | null;
                        warning: string | null;
                    }[];
                    meanBenchmark: number | null;
                    best: {
                        symbol: string;
                        universe: "banknifty" | "nifty50";
                        mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                        direction: "LONG" | "SHORT";
                        reason: "MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE";
                        netReturn: number;
                        closedAt: string;
                    }[];
                    worst: {
                        symbol: string;
                        universe: "banknifty" | "nifty50";
                        mode: "futures" | "intraday" | "options" | "scalping" | "swing";
                        direction: "LONG" | "SHORT";
                        reason: "MANUAL" | "STOP" | "TARGET" | "TIME" | "TRAIL" | "UNAVAILABLE";
                        netReturn: number;
                        closedAt: string;
                    }[];
                } | null;
            }>, void, unknown>;
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    portfolio: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        record: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                accountId?: string | undefined;
                entries: ({
                    symbol: string;
                    exchange?: "BSE" | "NSE" | undefined;
                    kind: "fill";
                    externalId: string;
                    product: "CNC" | "MIS" | "NRML";
                    side: "BUY" | "SELL";
                    quantity: number;
                    price: string;
                    fees?: string | undefined;
                    at: string;
                } | {
                    symbol: string;
                    exchange?: "BSE" | "NSE" | undefined;
                    kind: "split";
                    externalId: string;
                    numerator: number;
                    denominator: number;
                    exDate: string;
                } | {
                    symbol: string;
                    exchange?: "BSE" | "NSE" | undefined;
                    externalId: string;
                    numerator: number;
                    denominator: number;
                    exDate: string;
                    kind: "bonus";
                } | {
                    kind: "reversal";
                    externalId: string;
                    reverses: string;
                })[];
            };
            output: {
                accountId: string & import("zod").$brand<"Id">;
                recorded: number;
                known: number;
                entries: ({
                    symbol: string;
                    exchange: "BSE" | "NSE";
                    kind: "fill";
                    externalId: string;
                    product: "CNC" | "MIS" | "NRML";
                    side: "BUY" | "SELL";
                    quantity: number;
                    price: string;
                    fees: string;
                    id: string & import("zod").$brand<"Id">;
                    accountId: string & import("zod").$brand<"Id">;
                    lane: "imported" | "live" | "replay" | "simulated";
                    source: string;
                    at: string;
                    recordedAt: string;
                    line: number;
                } | {
                    symbol: string;
                    exchange: "BSE" | "NSE";
                    kind: "split";
                    externalId: string;
                    numerator: number;
                    denominator: number;
                    exDate: string;
                    id: string & import("zod").$brand<"Id">;
                    accountId: string & import("zod").$brand<"Id">;
                    lane: "imported" | "live" | "replay" | "simulated";
                    source: string;
                    at: string;
                    recordedAt: string;
                    line: number;
                } | {
                    symbol: string;
                    exchange: "BSE" | "NSE";
                    externalId: string;
                    numerator: number;
                    denominator: number;
                    exDate: string;
                    kind: "bonus";
                    id: string & import("zod").$brand<"Id">;
                    accountId: string & import("zod").$brand<"Id">;
                    lane: "imported" | "live" | "replay" | "simulated";
                    source: string;
                    at: string;
                    recordedAt: string;
                    line: number;
                } | {
                    kind: "reversal";
                    externalId: string;
                    reverses: string & import("zod").$brand<"Id">;
                    id: string & import("zod").$brand<"Id">;
                    accountId: string & import("zod").$brand<"Id">;
                    lane: "imported" | "live" | "replay" | "simulated";
                    source: string;
                    at: string;
                    recordedAt: string;
                    line: number;
                })[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        fills: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                accountId?: string | undefined;
                symbol?: string | undefined;
                before?: string | undefined;
                limit?: number | undefined;
            };
            output: ({
                symbol: string;
                exchange: "BSE" | "NSE";
                kind: "fill";
                externalId: string;
                product: "CNC" | "MIS" | "NRML";
                side: "BUY" | "SELL";
                quantity: number;
                price: string;
                fees: string;
                id: string & import("zod").$brand<"Id">;
                accountId: string & import("zod").$brand<"Id">;
                lane: "imported" | "live" | "replay" | "simulated";
                source: string;
                at: string;
                recordedAt: string;
                line: number;
            } | {
                symbol: string;
                exchange: "BSE" | "NSE";
                kind: "split";
                externalId: string;
                numerator: number;
                denominator: number;
                exDate: string;
                id: string & import("zod").$brand<"Id">;
                accountId: string & import("zod").$brand<"Id">;
                lane: "imported" | "live" | "replay" | "simulated";
                source: string;
                at: string;
                recordedAt: string;
                line: number;
            } | {
                symbol: string;
                exchange: "BSE" | "NSE";
                externalId: string;
                numerator: number;
                denominator: number;
                exDate: string;
                kind: "bonus";
                id: string & import("zod").$brand<"Id">;
                accountId: string & import("zod").$brand<"Id">;
                lane: "imported" | "live" | "replay" | "simulated";
                source: string;
                at: string;
                recordedAt: string;
                line: number;
            } | {
                kind: "reversal";
                externalId: string;
                reverses: string & import("zod").$brand<"Id">;
                id: string & import("zod").$brand<"Id">;
                accountId: string & import("zod").$brand<"Id">;
                lane: "imported" | "live" | "replay" | "simulated";
                source: string;
                at: string;
                recordedAt: string;
                line: number;
            })[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        positions: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                accountId?: string | undefined;
                asOf?: string | undefined;
            };
            output: {
                accountId: string & import("zod").$brand<"Id">;
                lane: "imported" | "live" | "replay" | "simulated";
                asOf: string;
                positions: {
                    symbol: string;
                    exchange: "BSE" | "NSE";
                    product: "CNC" | "MIS" | "NRML";
                    quantity: number;
                    cost: string;
                    averagePrice: string | null;
                    realised: string;
                    fees: string;
                    openedAt: string | null;
                    adjustedAt: string | null;
                    rests: {
                        exDate: string;
                        numerator: number;
                        denominator: number;
                    }[];
                }[];
                plans: {
                    symbol: string;
                    exchange: "BSE" | "NSE";
                    product: "CNC" | "MIS" | "NRML";
                    stopLoss: number | null;
                    target: number | null;
                    setAt: string;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        setPlan: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                accountId?: string | undefined;
                symbol: string;
                exchange?: "BSE" | "NSE" | undefined;
                product: "CNC" | "MIS" | "NRML";
                stopLoss: number | null;
                target: number | null;
            };
            output: {
                symbol: string;
                exchange: "BSE" | "NSE";
                product: "CNC" | "MIS" | "NRML";
                stopLoss: number | null;
                target: number | null;
                setAt: string;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        monitor: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                accountId?: string | undefined;
                kind?: "positions" | "watchlist" | undefined;
                asOf?: string | undefined;
            };
            output: {
                lane: "imported" | "live" | "replay" | "simulated";
                accountId: string & import("zod").$brand<"Id">;
                asOf: string;
                kind: "positions";
                positions: {
                    currentPrice: number | null;
                    priceReason: string | null;
                    priceAt: string | null;
                    priceAgeSeconds: number | null;
                    priceSource: "nse-daily" | "simulated" | "zerodha" | null;
                    priceInterval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute" | null;
                    simulated: boolean;
                    distanceToStopPct: number | null;
                    distanceToTargetPct: number | null;
                    healthScore: number | null;
                    healthReason: string | null;
                    urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                    urgencyReason: string | null;
                    alerts: {
                        code: "entry-near" | "entry-reached" | "plan-missing" | "plan-outdated" | "price-missing" | "price-stale" | "stop-hit" | "stop-near" | "target-hit" | "target-near";
                        urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                        message: string;
                    }[];
                    symbol: string;
                    exchange: "BSE" | "NSE";
                    product: "CNC" | "MIS" | "NRML";
                    direction: "LONG" | "SHORT";
                    quantity: number;
                    entryPrice: number;
                    stopLoss: number | null;
                    target: number | null;
                    cost: string;
                    value: string | null;
                    unrealised: string | null;
                    realised: string;
                    fees: string;
                    returnPct: number | null;
                }[];
                summary: {
                    critical: number;
                    high: number;
                    medium: number;
                    low: number;
                    unjudged: number;
                    avgHealthScore: number | null;
                    healthJudged: number;
                    positions: number;
                    unpriced: number;
                    totalValue: string | null;
                    totalCost: string;
                    unrealised: string | null;
                    realised: string;
                    fees: string;
                    returnPct: number | null;
                    netExposure: string | null;
                    grossExposure: string | null;
                    priced: {
                        positions: number;
                        value: string;
                        cost: string;
                        unrealised: string;
                        gross: string;
                    };
                };
            } | {
                lane: "imported" | "live" | "replay" | "simulated";
                accountId: string & import("zod").$brand<"Id">;
                asOf: string;
                kind: "watchlist";
                entries: {
                    currentPrice: number | null;
                    priceReason: string | null;
                    priceAt: string | null;
                    priceAgeSeconds: number | null;
                    priceSource: "nse-daily" | "simulated" | "zerodha" | null;
                    priceInterval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute" | null;
                    simulated: boolean;
                    distanceToStopPct: number | null;
                    distanceToTargetPct: number | null;
                    healthScore: number | null;
                    healthReason: string | null;
                    urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                    urgencyReason: string | null;
                    alerts: {
                        code: "entry-near" | "entry-reached" | "plan-missing" | "plan-outdated" | "price-missing" | "price-stale" | "stop-hit" | "stop-near" | "target-hit" | "target-near";
                        urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                        message: string;
                    }[];
                    symbol: string;
                    desiredEntry: number | null;
                    stopLoss: number | null;
                    target: number | null;
                    direction: "LONG" | "SHORT" | null;
                    distanceToEntryPct: number | null;
                }[];
                summary: {
                    critical: number;
                    high: number;
                    medium: number;
                    low: number;
                    unjudged: number;
                    avgHealthScore: number | null;
                    healthJudged: number;
                    entries: number;
                    unpriced: number;
                };
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        latest: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                accountId?: string | undefined;
                kind?: "positions" | "watchlist" | undefined;
                asOf?: string | undefined;
            };
            output: {
                snapshot: {
                    lane: "imported" | "live" | "replay" | "simulated";
                    accountId: string & import("zod").$brand<"Id">;
                    asOf: string;
                    kind: "positions";
                    positions: {
                        currentPrice: number | null;
                        priceReason: string | null;
                        priceAt: string | null;
                        priceAgeSeconds: number | null;
                        priceSource: "nse-daily" | "simulated" | "zerodha" | null;
                        priceInterval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute" | null;
                        simulated: boolean;
                        distanceToStopPct: number | null;
                        distanceToTargetPct: number | null;
                        healthScore: number | null;
                        healthReason: string | null;
                        urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                        urgencyReason: string | null;
                        alerts: {
                            code: "entry-near" | "entry-reached" | "plan-missing" | "plan-outdated" | "price-missing" | "price-stale" | "stop-hit" | "stop-near" | "target-hit" | "target-near";
                            urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                            message: string;
                        }[];
                        symbol: string;
                        exchange: "BSE" | "NSE";
                        product: "CNC" | "MIS" | "NRML";
                        direction: "LONG" | "SHORT";
                        quantity: number;
                        entryPrice: number;
                        stopLoss: number | null;
                        target: number | null;
                        cost: string;
                        value: string | null;
                        unrealised: string | null;
                        realised: string;
                        fees: string;
                        returnPct: number | null;
                    }[];
                    summary: {
                        critical: number;
                        high: number;
                        medium: number;
                        low: number;
                        unjudged: number;
                        avgHealthScore: number | null;
                        healthJudged: number;
                        positions: number;
                        unpriced: number;
                        totalValue: string | null;
                        totalCost: string;
                        unrealised: string | null;
                        realised: string;
                        fees: string;
                        returnPct: number | null;
                        netExposure: string | null;
                        grossExposure: string | null;
                        priced: {
                            positions: number;
                            value: string;
                            cost: string;
                            unrealised: string;
                            gross: string;
                        };
                    };
                } | {
                    lane: "imported" | "live" | "replay" | "simulated";
                    accountId: string & import("zod").$brand<"Id">;
                    asOf: string;
                    kind: "watchlist";
                    entries: {
                        currentPrice: number | null;
                        priceReason: string | null;
                        priceAt: string | null;
                        priceAgeSeconds: number | null;
                        priceSource: "nse-daily" | "simulated" | "zerodha" | null;
                        priceInterval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute" | null;
                        simulated: boolean;
                        distanceToStopPct: number | null;
                        distanceToTargetPct: number | null;
                        healthScore: number | null;
                        healthReason: string | null;
                        urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                        urgencyReason: string | null;
                        alerts: {
                            code: "entry-near" | "entry-reached" | "plan-missing" | "plan-outdated" | "price-missing" | "price-stale" | "stop-hit" | "stop-near" | "target-hit" | "target-near";
                            urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                            message: string;
                        }[];
                        symbol: string;
                        desiredEntry: number | null;
                        stopLoss: number | null;
                        target: number | null;
                        direction: "LONG" | "SHORT" | null;
                        distanceToEntryPct: number | null;
                    }[];
                    summary: {
                        critical: number;
                        high: number;
                        medium: number;
                        low: number;
                        unjudged: number;
                        avgHealthScore: number | null;
                        healthJudged: number;
                        entries: number;
                        unpriced: number;
                    };
                };
                staleReason: string | null;
                servedFrom: "postgresql" | "redis";
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        history: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                accountId?: string | undefined;
                kind?: "positions" | "watchlist" | undefined;
                from?: string | undefined;
                before?: string | undefined;
                limit?: number | undefined;
            };
            output: ({
                lane: "imported" | "live" | "replay" | "simulated";
                accountId: string & import("zod").$brand<"Id">;
                asOf: string;
                kind: "positions";
                positions: {
                    currentPrice: number | null;
                    priceReason: string | null;
                    priceAt: string | null;
                    priceAgeSeconds: number | null;
                    priceSource: "nse-daily" | "simulated" | "zerodha" | null;
                    priceInterval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute" | null;
                    simulated: boolean;
                    distanceToStopPct: number | null;
                    distanceToTargetPct: number | null;
                    healthScore: number | null;
                    healthReason: string | null;
                    urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                    urgencyReason: string | null;
                    alerts: {
                        code: "entry-near" | "entry-reached" | "plan-missing" | "plan-outdated" | "price-missing" | "price-stale" | "stop-hit" | "stop-near" | "target-hit" | "target-near";
                        urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                        message: string;
                    }[];
                    symbol: string;
                    exchange: "BSE" | "NSE";
                    product: "CNC" | "MIS" | "NRML";
                    direction: "LONG" | "SHORT";
                    quantity: number;
                    entryPrice: number;
                    stopLoss: number | null;
                    target: number | null;
                    cost: string;
                    value: string | null;
                    unrealised: string | null;
                    realised: string;
                    fees: string;
                    returnPct: number | null;
                }[];
                summary: {
                    critical: number;
                    high: number;
                    medium: number;
                    low: number;
                    unjudged: number;
                    avgHealthScore: number | null;
                    healthJudged: number;
                    positions: number;
                    unpriced: number;
                    totalValue: string | null;
                    totalCost: string;
                    unrealised: string | null;
                    realised: string;
                    fees: string;
                    returnPct: number | null;
                    netExposure: string | null;
                    grossExposure: string | null;
                    priced: {
                        positions: number;
                        value: string;
                        cost: string;
                        unrealised: string;
                        gross: string;
                    };
                };
            } | {
                lane: "imported" | "live" | "replay" | "simulated";
                accountId: string & import("zod").$brand<"Id">;
                asOf: string;
                kind: "watchlist";
                entries: {
                    currentPrice: number | null;
                    priceReason: string | null;
                    priceAt: string | null;
                    priceAgeSeconds: number | null;
                    priceSource: "nse-daily" | "simulated" | "zerodha" | null;
                    priceInterval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute" | null;
                    simulated: boolean;
                    distanceToStopPct: number | null;
                    distanceToTargetPct: number | null;
                    healthScore: number | null;
                    healthReason: string | null;
                    urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                    urgencyReason: string | null;
                    alerts: {
                        code: "entry-near" | "entry-reached" | "plan-missing" | "plan-outdated" | "price-missing" | "price-stale" | "stop-hit" | "stop-near" | "target-hit" | "target-near";
                        urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                        message: string;
                    }[];
                    symbol: string;
                    desiredEntry: number | null;
                    stopLoss: number | null;
                    target: number | null;
                    direction: "LONG" | "SHORT" | null;
                    distanceToEntryPct: number | null;
                }[];
                summary: {
                    critical: number;
                    high: number;
                    medium: number;
                    low: number;
                    unjudged: number;
                    avgHealthScore: number | null;
                    healthJudged: number;
                    entries: number;
                    unpriced: number;
                };
            })[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        monitored: import("@trpc/server").TRPCSubscriptionProcedure<{
            input: {
                lastEventId?: string | undefined;
                accountId?: string | undefined;
                kind?: "positions" | "watchlist" | undefined;
            };
            output: AsyncIterable<import("@trpc/server/unstable-core-do-not-import").TrackedData<{
                seq: number;
                event: {
                    lane: "imported" | "live" | "replay" | "simulated";
                    accountId: string & import("zod").$brand<"Id">;
                    asOf: string;
                    kind: "positions";
                    positions: {
                        currentPrice: number | null;
                        priceReason: string | null;
                        priceAt: string | null;
                        priceAgeSeconds: number | null;
                        priceSource: "nse-daily" | "simulated" | "zerodha" | null;
                        priceInterval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute" | null;
                        simulated: boolean;
                        distanceToStopPct: number | null;
                        distanceToTargetPct: number | null;
                        healthScore: number | null;
                        healthReason: string | null;
                        urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                        urgencyReason: string | null;
                        alerts: {
                            code: "entry-near" | "entry-reached" | "plan-missing" | "plan-outdated" | "price-missing" | "price-stale" | "stop-hit" | "stop-near" | "target-hit" | "target-near";
                            urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                            message: string;
                        }[];
                        symbol: string;
                        exchange: "BSE" | "NSE";
                        product: "CNC" | "MIS" | "NRML";
                        direction: "LONG" | "SHORT";
                        quantity: number;
                        entryPrice: number;
                        stopLoss: number | null;
                        target: number | null;
                        cost: string;
                        value: string | null;
                        unrealised: string | null;
                        realised: string;
                        fees: string;
                        returnPct: number | null;
                    }[];
                    summary: {
                        critical: number;
                        high: number;
                        medium: number;
                        low: number;
                        unjudged: number;
                        avgHealthScore: number | null;
                        healthJudged: number;
                        positions: number;
                        unpriced: number;
                        totalValue: string | null;
                        totalCost: string;
                        unrealised: string | null;
                        realised: string;
                        fees: string;
                        returnPct: number | null;
                        netExposure: string | null;
                        grossExposure: string | null;
                        priced: {
                            positions: number;
                            value: string;
                            cost: string;
                            unrealised: string;
                            gross: string;
                        };
                    };
                } | {
                    lane: "imported" | "live" | "replay" | "simulated";
                    accountId: string & import("zod").$brand<"Id">;
                    asOf: string;
                    kind: "watchlist";
                    entries: {
                        currentPrice: number | null;
                        priceReason: string | null;
                        priceAt: string | null;
                        priceAgeSeconds: number | null;
                        priceSource: "nse-daily" | "simulated" | "zerodha" | null;
                        priceInterval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute" | null;
                        simulated: boolean;
                        distanceToStopPct: number | null;
                        distanceToTargetPct: number | null;
                        healthScore: number | null;
                        healthReason: string | null;
                        urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                        urgencyReason: string | null;
                        alerts: {
                            code: "entry-near" | "entry-reached" | "plan-missing" | "plan-outdated" | "price-missing" | "price-stale" | "stop-hit" | "stop-near" | "target-hit" | "target-near";
                            urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                            message: string;
                        }[];
                        symbol: string;
                        desiredEntry: number | null;
                        stopLoss: number | null;
                        target: number | null;
                        direction: "LONG" | "SHORT" | null;
                        distanceToEntryPct: number | null;
                    }[];
                    summary: {
                        critical: number;
                        high: number;
                        medium: number;
                        low: number;
                        unjudged: number;
                        avgHealthScore: number | null;
                        healthJudged: number;
                        entries: number;
                        unpriced: number;
                    };
                } | null;
            }>, void, unknown>;
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        alerted: import("@trpc/server").TRPCSubscriptionProcedure<{
            input: {
                lastEventId?: string | undefined;
                accountId?: string | undefined;
                kind?: "positions" | "watchlist" | undefined;
            };
            output: AsyncIterable<import("@trpc/server/unstable-core-do-not-import").TrackedData<{
                seq: number;
                event: {
                    lane: "imported" | "live" | "replay" | "simulated";
                    accountId: string & import("zod").$brand<"Id">;
                    kind: "positions" | "watchlist";
                    asOf: string;
                    alerts: {
                        code: "entry-near" | "entry-reached" | "plan-missing" | "plan-outdated" | "price-missing" | "price-stale" | "stop-hit" | "stop-near" | "target-hit" | "target-near";
                        urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                        message: string;
                        symbol: string;
                        exchange: "BSE" | "NSE" | null;
                        product: "CNC" | "MIS" | "NRML" | null;
                        direction: "LONG" | "SHORT" | null;
                        level: number | null;
                        currentPrice: number | null;
                        priceAt: string | null;
                    }[];
                } | null;
            }>, void, unknown>;
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    scalping: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        monitor: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                asOf?: string | undefined;
            };
            output: {
                lane: "imported" | "live" | "replay" | "simulated";
                asOf: string;
                active: {
                    recommendationId: string & import("zod").$brand<"Id">;
                    runId: string & import("zod").$brand<"Id">;
                    rank: number;
                    symbol: string;
                    universe: "banknifty" | "nifty50";
                    direction: "LONG" | "SHORT";
                    recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                    signalAt: string;
                    stop: number;
                    target: number;
                    status: "open" | "pending" | "unavailable";
                    entryAt: string | null;
                    entryPrice: number | null;
                    bestPrice: number | null;
                    stopInForce: number | null;
                    trailing: boolean;
                    current: {
                        symbol: string;
                        price: number;
                        at: string;
                        interval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute";
                        source: "nse-daily" | "simulated" | "zerodha";
                        simulated: boolean;
                        provisional: boolean;
                        ageSeconds: number;
                    } | null;
                    returnPct: number | null;
                    elapsedMinutes: number | null;
                    leftMinutes: number;
                    detail: string | null;
                }[];
                exits: {
                    recommendationId: string & import("zod").$brand<"Id">;
                    runId: string & import("zod").$brand<"Id">;
                    rank: number;
                    symbol: string;
                    universe: "banknifty" | "nifty50";
                    direction: "LONG" | "SHORT";
                    recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                    signalAt: string;
                    stop: number;
                    target: number;
                    lane: "imported" | "live" | "replay" | "simulated";
                    entryAt: string;
                    entryPrice: number;
                    exitAt: string;
                    exitPrice: number;
                    reason: "EOD" | "STOP" | "TARGET" | "TIME" | "TRAIL";
                    bestPrice: number;
                    grossReturnPct: number;
                    costPct: number;
                    netReturnPct: number;
                    label: "BREAKEVEN" | "LOSS" | "WIN";
                    holdMinutes: number;
                    toldAt: string;
                }[];
                sources: {
                    universe: "banknifty" | "nifty50";
                    runId: string & import("zod").$brand<"Id">;
                    asOf: string;
                    picks: number;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        latest: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                asOf?: string | undefined;
            };
            output: {
                cycle: {
                    lane: "imported" | "live" | "replay" | "simulated";
                    asOf: string;
                    active: {
                        recommendationId: string & import("zod").$brand<"Id">;
                        runId: string & import("zod").$brand<"Id">;
                        rank: number;
                        symbol: string;
                        universe: "banknifty" | "nifty50";
                        direction: "LONG" | "SHORT";
                        recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                        signalAt: string;
                        stop: number;
                        target: number;
                        status: "open" | "pending" | "unavailable";
                        entryAt: string | null;
                        entryPrice: number | null;
                        bestPrice: number | null;
                        stopInForce: number | null;
                        trailing: boolean;
                        current: {
                            symbol: string;
                            price: number;
                            at: string;
                            interval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute";
                            source: "nse-daily" | "simulated" | "zerodha";
                            simulated: boolean;
                            provisional: boolean;
                            ageSeconds: number;
                        } | null;
                        returnPct: number | null;
                        elapsedMinutes: number | null;
                        leftMinutes: number;
                        detail: string | null;
                    }[];
                    exits: {
                        recommendationId: string & import("zod").$brand<"Id">;
                        runId: string & import("zod").$brand<"Id">;
                        rank: number;
                        symbol: string;
                        universe: "banknifty" | "nifty50";
                        direction: "LONG" | "SHORT";
                        recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                        signalAt: string;
                        stop: number;
                        target: number;
                        lane: "imported" | "live" | "replay" | "simulated";
                        entryAt: string;
                        entryPrice: number;
                        exitAt: string;
                        exitPrice: number;
                        reason: "EOD" | "STOP" | "TARGET" | "TIME" | "TRAIL";
                        bestPrice: number;
                        grossReturnPct: number;
                        costPct: number;
                        netReturnPct: number;
                        label: "BREAKEVEN" | "LOSS" | "WIN";
                        holdMinutes: number;
                        toldAt: string;
                    }[];
                    sources: {
                        universe: "banknifty" | "nifty50";
                        runId: string & import("zod").$brand<"Id">;
                        asOf: string;
                        picks: number;
                    }[];
                };
                staleReason: string | null;
                servedFrom: "postgresql" | "redis";
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        positions: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                asOf?: string | undefined;
            };
            output: {
                recommendationId: string & import("zod").$brand<"Id">;
                runId: string & import("zod").$brand<"Id">;
                rank: number;
                symbol: string;
                universe: "banknifty" | "nifty50";
                direction: "LONG" | "SHORT";
                recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                signalAt: string;
                stop: number;
                target: number;
                status: "open" | "pending" | "unavailable";
                entryAt: string | null;
                entryPrice: number | null;
                bestPrice: number | null;
                stopInForce: number | null;
                trailing: boolean;
                current: {
                    symbol: string;
                    price: number;
                    at: string;
                    interval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute";
                    source: "nse-daily" | "simulated" | "zerodha";
                    simulated: boolean;
                    provisional: boolean;
                    ageSeconds: number;
                } | null;
                returnPct: number | null;
                elapsedMinutes: number | null;
                leftMinutes: number;
                detail: string | null;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        exits: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                symbol?: string | undefined;
                universe?: "banknifty" | "nifty50" | undefined;
                from?: string | undefined;
                to?: string | undefined;
                before?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                recommendationId: string & import("zod").$brand<"Id">;
                runId: string & import("zod").$brand<"Id">;
                rank: number;
                symbol: string;
                universe: "banknifty" | "nifty50";
                direction: "LONG" | "SHORT";
                recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                signalAt: string;
                stop: number;
                target: number;
                lane: "imported" | "live" | "replay" | "simulated";
                entryAt: string;
                entryPrice: number;
                exitAt: string;
                exitPrice: number;
                reason: "EOD" | "STOP" | "TARGET" | "TIME" | "TRAIL";
                bestPrice: number;
                grossReturnPct: number;
                costPct: number;
                netReturnPct: number;
                label: "BREAKEVEN" | "LOSS" | "WIN";
                holdMinutes: number;
                toldAt: string;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        dailySummary: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                date?: string | undefined;
            };
            output: {
                exits: number;
                wins: number;
                losses: number;
                flat: number;
                winRate: number | null;
                meanGrossReturn: number | null;
                meanNetReturn: number | null;
                meanHoldMinutes: number | null;
                reasons: Partial<Record<"EOD" | "STOP" | "TARGET" | "TIME" | "TRAIL", number>>;
                lane: "imported" | "live" | "replay" | "simulated";
                date: string;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        stats: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                to?: string | undefined;
                days?: number | undefined;
            };
            output: {
                lane: "imported" | "live" | "replay" | "simulated";
                from: string;
                to: string;
                total: {
                    exits: number;
                    wins: number;
                    losses: number;
                    flat: number;
                    winRate: number | null;
                    meanGrossReturn: number | null;
                    meanNetReturn: number | null;
                    meanHoldMinutes: number | null;
                    reasons: Partial<Record<"EOD" | "STOP" | "TARGET" | "TIME" | "TRAIL", number>>;
                };
                days: {
                    exits: number;
                    wins: number;
                    losses: number;
                    flat: number;
                    winRate: number | null;
                    meanGrossReturn: number | null;
                    meanNetReturn: number | null;
                    meanHoldMinutes: number | null;
                    reasons: Partial<Record<"EOD" | "STOP" | "TARGET" | "TIME" | "TRAIL", number>>;
                    lane: "imported" | "live" | "replay" | "simulated";
                    date: string;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        occupancy: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                date?: string | undefined;
            };
            output: {
                lane: "imported" | "live" | "replay" | "simulated";
                date: string;
                cycles: {
                    asOf: string;
                    active: number;
                    exits: number;
                }[];
                busiest: number | null;
                mean: number | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        monitored: import("@trpc/server").TRPCSubscriptionProcedure<{
            input: {
                lastEventId?: string | undefined;
            };
            output: AsyncIterable<import("@trpc/server/unstable-core-do-not-import").TrackedData<{
                seq: number;
                event: {
                    lane: "imported" | "live" | "replay" | "simulated";
                    asOf: string;
                    active: {
                        recommendationId: string & import("zod").$brand<"Id">;
                        runId: string & import("zod").$brand<"Id">;
                        rank: number;
                        symbol: string;
                        universe: "banknifty" | "nifty50";
                        direction: "LONG" | "SHORT";
                        recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                        signalAt: string;
                        stop: number;
                        target: number;
                        status: "open" | "pending" | "unavailable";
                        entryAt: string | null;
                        entryPrice: number | null;
                        bestPrice: number | null;
                        stopInForce: number | null;
                        trailing: boolean;
                        current: {
                            symbol: string;
                            price: number;
                            at: string;
                            interval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute";
                            source: "nse-daily" | "simulated" | "zerodha";
                            simulated: boolean;
                            provisional: boolean;
                            ageSeconds: number;
                        } | null;
                        returnPct: number | null;
                        elapsedMinutes: number | null;
                        leftMinutes: number;
                        detail: string | null;
                    }[];
                    exits: {
                        recommendationId: string & import("zod").$brand<"Id">;
                        runId: string & import("zod").$brand<"Id">;
                        rank: number;
                        symbol: string;
                        universe: "banknifty" | "nifty50";
                        direction: "LONG" | "SHORT";
                        recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                        signalAt: string;
                        stop: number;
                        target: number;
                        lane: "imported" | "live" | "replay" | "simulated";
                        entryAt: string;
                        entryPrice: number;
                        exitAt: string;
                        exitPrice: number;
                        reason: "EOD" | "STOP" | "TARGET" | "TIME" | "TRAIL";
                        bestPrice: number;
                        grossReturnPct: number;
                        costPct: number;
                        netReturnPct: number;
                        label: "BREAKEVEN" | "LOSS" | "WIN";
                        holdMinutes: number;
                        toldAt: string;
                    }[];
                    sources: {
                        universe: "banknifty" | "nifty50";
                        runId: string & import("zod").$brand<"Id">;
                        asOf: string;
                        picks: number;
                    }[];
                } | null;
            }>, void, unknown>;
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    positions: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        monitor: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                asOf?: string | undefined;
            };
            output: {
                lane: "imported" | "live" | "replay" | "simulated";
                asOf: string;
                snapshots: {
                    lane: "imported" | "live" | "replay" | "simulated";
                    universe: "banknifty" | "nifty50";
                    mode: "intraday" | "swing";
                    asOf: string;
                    run: {
                        id: string & import("zod").$brand<"Id">;
                        asOf: string;
                        staleReason: string | null;
                    } | null;
                    reason: string | null;
                    counts: {
                        positions: number;
                        pending: number;
                        open: number;
                        closed: number;
                        unavailable: number;
                        wins: number;
                        losses: number;
                        flat: number;
                        winRate: number | null;
                        meanReturnPct: number | null;
                        meanOpenReturnPct: number | null;
                        meanClosedReturnPct: number | null;
                        critical: number;
                    };
                    positions: {
                        runId: string & import("zod").$brand<"Id">;
                        signalAt: string;
                        rank: number;
                        symbol: string;
                        universe: "banknifty" | "nifty50";
                        mode: "intraday" | "swing";
                        direction: "LONG" | "SHORT";
                        recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                        stop: number;
                        target: number;
                        status: "closed" | "open" | "pending" | "unavailable";
                        entryAt: string | null;
                        entryPrice: number | null;
                        current: {
                            symbol: string;
                            price: number;
                            at: string;
                            interval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute";
                            source: "nse-daily" | "simulated" | "zerodha";
                            simulated: boolean;
                            provisional: boolean;
                            ageSeconds: number;
                        } | null;
                        exitAt: string | null;
                        exitPrice: number | null;
                        exitReason: "STOP" | "TARGET" | "TIME" | "TRAIL" | null;
                        netReturnPct: number | null;
                        label: "BREAKEVEN" | "LOSS" | "WIN" | null;
                        health: number | null;
                        urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                        alerts: string[];
                        detail: string | null;
                    }[];
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        latest: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                asOf?: string | undefined;
            };
            output: {
                seen: {
                    lane: "imported" | "live" | "replay" | "simulated";
                    asOf: string;
                    snapshots: {
                        lane: "imported" | "live" | "replay" | "simulated";
                        universe: "banknifty" | "nifty50";
                        mode: "intraday" | "swing";
                        asOf: string;
                        run: {
                            id: string & import("zod").$brand<"Id">;
                            asOf: string;
                            staleReason: string | null;
                        } | null;
                        reason: string | null;
                        counts: {
                            positions: number;
                            pending: number;
                            open: number;
                            closed: number;
                            unavailable: number;
                            wins: number;
                            losses: number;
                            flat: number;
                            winRate: number | null;
                            meanReturnPct: number | null;
                            meanOpenReturnPct: number | null;
                            meanClosedReturnPct: number | null;
                            critical: number;
                        };
                        positions: {
                            runId: string & import("zod").$brand<"Id">;
                            signalAt: string;
                            rank: number;
                            symbol: string;
                            universe: "banknifty" | "nifty50";
                            mode: "intraday" | "swing";
                            direction: "LONG" | "SHORT";
                            recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                            stop: number;
                            target: number;
                            status: "closed" | "open" | "pending" | "unavailable";
                            entryAt: string | null;
                            entryPrice: number | null;
                            current: {
                                symbol: string;
                                price: number;
                                at: string;
                                interval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute";
                                source: "nse-daily" | "simulated" | "zerodha";
                                simulated: boolean;
                                provisional: boolean;
                                ageSeconds: number;
                            } | null;
                            exitAt: string | null;
                            exitPrice: number | null;
                            exitReason: "STOP" | "TARGET" | "TIME" | "TRAIL" | null;
                            netReturnPct: number | null;
                            label: "BREAKEVEN" | "LOSS" | "WIN" | null;
                            health: number | null;
                            urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                            alerts: string[];
                            detail: string | null;
                        }[];
                    }[];
                };
                staleReason: string | null;
                servedFrom: "postgresql" | "redis";
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        history: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                universe: "banknifty" | "nifty50";
                mode: "intraday" | "swing";
                from?: string | undefined;
                before?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                lane: "imported" | "live" | "replay" | "simulated";
                universe: "banknifty" | "nifty50";
                mode: "intraday" | "swing";
                asOf: string;
                run: {
                    id: string & import("zod").$brand<"Id">;
                    asOf: string;
                    staleReason: string | null;
                } | null;
                reason: string | null;
                counts: {
                    positions: number;
                    pending: number;
                    open: number;
                    closed: number;
                    unavailable: number;
                    wins: number;
                    losses: number;
                    flat: number;
                    winRate: number | null;
                    meanReturnPct: number | null;
                    meanOpenReturnPct: number | null;
                    meanClosedReturnPct: number | null;
                    critical: number;
                };
                positions: {
                    runId: string & import("zod").$brand<"Id">;
                    signalAt: string;
                    rank: number;
                    symbol: string;
                    universe: "banknifty" | "nifty50";
                    mode: "intraday" | "swing";
                    direction: "LONG" | "SHORT";
                    recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                    stop: number;
                    target: number;
                    status: "closed" | "open" | "pending" | "unavailable";
                    entryAt: string | null;
                    entryPrice: number | null;
                    current: {
                        symbol: string;
                        price: number;
                        at: string;
                        interval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute";
                        source: "nse-daily" | "simulated" | "zerodha";
                        simulated: boolean;
                        provisional: boolean;
                        ageSeconds: number;
                    } | null;
                    exitAt: string | null;
                    exitPrice: number | null;
                    exitReason: "STOP" | "TARGET" | "TIME" | "TRAIL" | null;
                    netReturnPct: number | null;
                    label: "BREAKEVEN" | "LOSS" | "WIN" | null;
                    health: number | null;
                    urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                    alerts: string[];
                    detail: string | null;
                }[];
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        monitored: import("@trpc/server").TRPCSubscriptionProcedure<{
            input: {
                lastEventId?: string | undefined;
                universe?: "banknifty" | "nifty50" | undefined;
                mode?: "intraday" | "swing" | undefined;
            };
            output: AsyncIterable<import("@trpc/server/unstable-core-do-not-import").TrackedData<{
                seq: number;
                event: {
                    lane: "imported" | "live" | "replay" | "simulated";
                    asOf: string;
                    snapshots: {
                        lane: "imported" | "live" | "replay" | "simulated";
                        universe: "banknifty" | "nifty50";
                        mode: "intraday" | "swing";
                        asOf: string;
                        run: {
                            id: string & import("zod").$brand<"Id">;
                            asOf: string;
                            staleReason: string | null;
                        } | null;
                        reason: string | null;
                        counts: {
                            positions: number;
                            pending: number;
                            open: number;
                            closed: number;
                            unavailable: number;
                            wins: number;
                            losses: number;
                            flat: number;
                            winRate: number | null;
                            meanReturnPct: number | null;
                            meanOpenReturnPct: number | null;
                            meanClosedReturnPct: number | null;
                            critical: number;
                        };
                        positions: {
                            runId: string & import("zod").$brand<"Id">;
                            signalAt: string;
                            rank: number;
                            symbol: string;
                            universe: "banknifty" | "nifty50";
                            mode: "intraday" | "swing";
                            direction: "LONG" | "SHORT";
                            recommendation: "Buy" | "Neutral" | "Sell" | "Strong Buy" | "Strong Sell";
                            stop: number;
                            target: number;
                            status: "closed" | "open" | "pending" | "unavailable";
                            entryAt: string | null;
                            entryPrice: number | null;
                            current: {
                                symbol: string;
                                price: number;
                                at: string;
                                interval: "15minute" | "30minute" | "5minute" | "60minute" | "day" | "minute";
                                source: "nse-daily" | "simulated" | "zerodha";
                                simulated: boolean;
                                provisional: boolean;
                                ageSeconds: number;
                            } | null;
                            exitAt: string | null;
                            exitPrice: number | null;
                            exitReason: "STOP" | "TARGET" | "TIME" | "TRAIL" | null;
                            netReturnPct: number | null;
                            label: "BREAKEVEN" | "LOSS" | "WIN" | null;
                            health: number | null;
                            urgency: "CRITICAL" | "HIGH" | "LOW" | "MEDIUM" | null;
                            alerts: string[];
                            detail: string | null;
                        }[];
                    }[];
                } | null;
            }>, void, unknown>;
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    jobs: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        list: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                id: string;
                schedule: string;
                next: string | null;
                plannedThrough: string | null;
                pause: {
                    by: string;
                    at: string;
                    reason: string;
                } | null;
                missed: string;
                overlap: string;
                windowMs: number;
                timeoutMs: number;
                group: string | null;
                cost: "free" | "llm";
                running: {
                    jobId: string;
                    nominalAt: string;
                    trigger: "backfill" | "manual" | "schedule";
                    state: "caught-up" | "failed" | "planned" | "ran" | "running" | "skipped" | "superseded";
                    reason: "budget" | "cancelled" | "dependency" | "holiday" | "overlap" | "paused" | "window" | null;
                    detail: string | null;
                    dueAt: string;
                    attempts: number;
                    epoch: number | null;
                    owner: string | null;
                    leaseUntil: string | null;
                    startedAt: string | null;
                    finishedAt: string | null;
                    elapsedMs: number | null;
                    error: string | null;
                    wrote: {
                        noun: string;
                        id: string;
                    }[];
                    cancelRequested: boolean;
                }[];
                waiting: number;
                last: {
                    jobId: string;
                    nominalAt: string;
                    trigger: "backfill" | "manual" | "schedule";
                    state: "caught-up" | "failed" | "planned" | "ran" | "running" | "skipped" | "superseded";
                    reason: "budget" | "cancelled" | "dependency" | "holiday" | "overlap" | "paused" | "window" | null;
                    detail: string | null;
                    dueAt: string;
                    attempts: number;
                    epoch: number | null;
                    owner: string | null;
                    leaseUntil: string | null;
                    startedAt: string | null;
                    finishedAt: string | null;
                    elapsedMs: number | null;
                    error: string | null;
                    wrote: {
                        noun: string;
                        id: string;
                    }[];
                    cancelRequested: boolean;
                } | null;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        next: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                jobId?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                jobId: string;
                at: string;
                skip: string | null;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        history: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                jobId?: string | undefined;
                state?: "caught-up" | "failed" | "planned" | "ran" | "running" | "skipped" | "superseded" | undefined;
                from?: string | undefined;
                to?: string | undefined;
                cursor?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                occurrences: {
                    jobId: string;
                    nominalAt: string;
                    trigger: "backfill" | "manual" | "schedule";
                    state: "caught-up" | "failed" | "planned" | "ran" | "running" | "skipped" | "superseded";
                    reason: "budget" | "cancelled" | "dependency" | "holiday" | "overlap" | "paused" | "window" | null;
                    detail: string | null;
                    dueAt: string;
                    attempts: number;
                    epoch: number | null;
                    owner: string | null;
                    leaseUntil: string | null;
                    startedAt: string | null;
                    finishedAt: string | null;
                    elapsedMs: number | null;
                    error: string | null;
                    wrote: {
                        noun: string;
                        id: string;
                    }[];
                    cancelRequested: boolean;
                }[];
                next: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        byKey: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                jobId: string;
                nominalAt: string;
            };
            output: {
                jobId: string;
                nominalAt: string;
                trigger: "backfill" | "manual" | "schedule";
                state: "caught-up" | "failed" | "planned" | "ran" | "running" | "skipped" | "superseded";
                reason: "budget" | "cancelled" | "dependency" | "holiday" | "overlap" | "paused" | "window" | null;
                detail: string | null;
                dueAt: string;
                attempts: number;
                epoch: number | null;
                owner: string | null;
                leaseUntil: string | null;
                startedAt: string | null;
                finishedAt: string | null;
                elapsedMs: number | null;
                error: string | null;
                wrote: {
                    noun: string;
                    id: string;
                }[];
                cancelRequested: boolean;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        daemons: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                id: string;
                host: string;
                pid: number;
                startedAt: string;
                seenAt: string;
                running: number;
                alive: boolean;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        scan: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                at: string | null;
                findings: {
                    kind: "duplicate" | "overdue" | "stuck" | "unknown" | "unplanned";
                    jobId: string;
                    nominalAt: string | null;
                    detail: string;
                }[];
                total: number;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        runNow: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                jobId: string;
                idempotencyKey?: string | undefined;
            };
            output: {
                jobId: string;
                nominalAt: string;
                trigger: "backfill" | "manual" | "schedule";
                state: "caught-up" | "failed" | "planned" | "ran" | "running" | "skipped" | "superseded";
                reason: "budget" | "cancelled" | "dependency" | "holiday" | "overlap" | "paused" | "window" | null;
                detail: string | null;
                dueAt: string;
                attempts: number;
                epoch: number | null;
                owner: string | null;
                leaseUntil: string | null;
                startedAt: string | null;
                finishedAt: string | null;
                elapsedMs: number | null;
                error: string | null;
                wrote: {
                    noun: string;
                    id: string;
                }[];
                cancelRequested: boolean;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        pause: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                jobId: string;
                reason: string;
            };
            output: {
                jobId: string;
                pause: {
                    by: string;
                    at: string;
                    reason: string;
                } | null;
                changed: boolean;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        resume: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                jobId: string;
            };
            output: {
                jobId: string;
                pause: {
                    by: string;
                    at: string;
                    reason: string;
                } | null;
                changed: boolean;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        cancel: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                jobId: string;
                nominalAt: string;
            };
            output: {
                jobId: string;
                nominalAt: string;
                trigger: "backfill" | "manual" | "schedule";
                state: "caught-up" | "failed" | "planned" | "ran" | "running" | "skipped" | "superseded";
                reason: "budget" | "cancelled" | "dependency" | "holiday" | "overlap" | "paused" | "window" | null;
                detail: string | null;
                dueAt: string;
                attempts: number;
                epoch: number | null;
                owner: string | null;
                leaseUntil: string | null;
                startedAt: string | null;
                finishedAt: string | null;
                elapsedMs: number | null;
                error: string | null;
                wrote: {
                    noun: string;
                    id: string;
                }[];
                cancelRequested: boolean;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        backfill: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                jobId: string;
                from: string;
                to: string;
                dryRun?: boolean | undefined;
            };
            output: {
                jobId: string;
                planned: number;
                reopened: number;
                leftAlone: number;
                dryRun: boolean;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        changed: import("@trpc/server").TRPCSubscriptionProcedure<{
            input: {
                lastEventId?: string | undefined;
                jobId?: string | undefined;
            };
            output: AsyncIterable<import("@trpc/server/unstable-core-do-not-import").TrackedData<{
                seq: number;
                event: {
                    jobId: string;
                    nominalAt: string;
                    trigger: "backfill" | "manual" | "schedule";
                    state: "caught-up" | "failed" | "planned" | "ran" | "running" | "skipped" | "superseded";
                    reason: "budget" | "cancelled" | "dependency" | "holiday" | "overlap" | "paused" | "window" | null;
                    detail: string | null;
                    dueAt: string;
                    attempts: number;
                    epoch: number | null;
                    owner: string | null;
                    leaseUntil: string | null;
                    startedAt: string | null;
                    finishedAt: string | null;
                    elapsedMs: number | null;
                    error: string | null;
                    wrote: {
                        noun: string;
                        id: string;
                    }[];
                    cancelRequested: boolean;
                } | null;
            }>, void, unknown>;
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    archive: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        check: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                repair?: boolean | undefined;
            };
            output: {
                files: number;
                bytes: number;
                problems: number;
                repaired: number;
                findings: {
                    problem: "damaged" | "missing" | "unknown" | "unwritten";
                    runId: (string & import("zod").$brand<"Id">) | null;
                    path: string | null;
                    repaired: boolean;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        retention: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                asOf: string;
                ages: {
                    llmRequestDays: number;
                    runDays: number;
                    recheckDays: number;
                    snapshotDays: number;
                    outboxDays: number;
                };
                steps: {
                    step: string;
                    rule: string;
                    unit: string;
                    due: number;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        retain: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                step: string;
                parts?: number | undefined;
            };
            output: {
                step: string;
                done: number;
                mended: number;
                finished: boolean;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    cache: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        keys: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                kind: "enveloped" | "ephemeral" | "projection" | "support";
                name: string;
                namespace: string;
                pattern: string;
                structure: string;
                description: string;
                fresh: string;
                stale: number;
                hold: number;
                bound: {
                    entries: number;
                    bytes: number;
                } | null;
                local: boolean;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        stats: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                processes: string[];
                families: {
                    name: string;
                    namespace: string;
                    processHits: number;
                    redisHits: number;
                    staleHits: number;
                    fallbacks: number;
                    misses: number;
                    hitRate: number | null;
                    loads: number;
                    loadErrors: number;
                    loadMs: number;
                    notModified: number;
                    sets: number;
                    removes: number;
                    invalidations: number;
                    refused: number;
                    corrupt: number;
                    away: number;
                    processEvictions: number;
                    bytesRead: number;
                    bytesWritten: number;
                    bytesSaved: number;
                    processEntries: number;
                    processBytes: number;
                    kept: {
                        entries: number;
                        bytes: number;
                        evicted: number;
                    } | null;
                    redisP50: number | null;
                    redisP99: number | null;
                    loadP50: number | null;
                    loadP99: number | null;
                }[];
                namespaces: {
                    namespace: "context" | "general" | "historical" | "scores" | "support_resistance";
                    kinds: number;
                    families: number;
                    hits: number;
                    misses: number;
                    hitRate: number | null;
                    sets: number;
                    removes: number;
                    away: number;
                    bytesRead: number;
                    bytesWritten: number;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        health: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                status: "degraded" | "down" | "up";
                problems: string[];
                latencyMs: number | null;
                coherent: boolean;
                redis: {
                    version: string;
                    uptimeSeconds: number;
                    usedBytes: number;
                    maxBytes: number | null;
                    policy: string;
                    clients: number;
                    keys: number;
                    commandsPerSecond: number;
                    keyspaceHits: number;
                    keyspaceMisses: number;
                } | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        explain: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                family: string;
                parameters?: Record<string, string> | undefined;
            };
            output: {
                family: string;
                key: string;
                now: string;
                process: {
                    age: "fresh" | "held" | "over" | "stale";
                    version: number;
                    believed: boolean;
                    why: string;
                } | null;
                redis: "absent" | "failed" | "loading" | "unreadable" | "value";
                stored: {
                    writer: string;
                    version: number;
                    loadedAt: string;
                    freshUntil: string;
                    staleUntil: string;
                    holdUntil: string;
                    ageMs: number;
                    expiresInMs: number;
                    bytes: number;
                    rawBytes: number;
                    codec: string;
                    compression: string;
                    schemaVersion: number;
                    etag: string;
                    tags: {
                        name: string;
                        loadedUnder: number | null;
                        now: number;
                    }[];
                } | null;
                lease: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        get: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                family: string;
                parameters?: Record<string, string> | undefined;
            };
            output: {
                key: string;
                found: boolean;
                value: import("zod").JSONType;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        invalidate: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                family: string;
                parameters?: Record<string, string> | undefined;
            };
            output: {
                removed: number;
                families: {
                    name: string;
                    removed: number;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        clear: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                family?: string | undefined;
                namespace?: string | undefined;
                type?: "api_responses" | "enhanced_data" | "historical_data" | "indicators" | "instruments" | "live_data" | "ml_predictions" | "patterns" | "sector_data" | "stock_data" | undefined;
                symbol?: string | undefined;
                parameters?: Record<string, string> | undefined;
                all?: true | undefined;
            };
            output: {
                removed: number;
                families: {
                    name: string;
                    removed: number;
                }[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        rebuild: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                view?: "analyses" | "dashboards" | "learnings" | "llm-costs" | "portfolio" | "positions" | "preferences" | "recommendations" | "scalping" | "scores" | "top-picks" | undefined;
            };
            output: {
                view: "analyses" | "dashboards" | "learnings" | "llm-costs" | "portfolio" | "positions" | "preferences" | "recommendations" | "scalping" | "scores" | "top-picks";
                removed: number;
                written: number;
                elapsedMs: number;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    access: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        me: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                keyId: string & import("zod").$brand<"Id">;
                userId: string & import("zod").$brand<"Id">;
                scopes: ("admin" | "read" | "run" | "write")[];
                expiresAt: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        keys: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                userId?: string | undefined;
                before?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                userId: string & import("zod").$brand<"Id">;
                prefix: string;
                name: string;
                scopes: ("admin" | "read" | "run" | "write")[];
                state: "active" | "expired" | "revoked";
                createdAt: string;
                expiresAt: string | null;
                revokedAt: string | null;
                lastUsedAt: string | null;
                replaces: (string & import("zod").$brand<"Id">) | null;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        createKey: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                scopes: ("admin" | "read" | "run" | "write")[];
                expiresAt?: string | undefined;
                userId?: string | undefined;
                idempotencyKey?: string | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                userId: string & import("zod").$brand<"Id">;
                prefix: string;
                name: string;
                scopes: ("admin" | "read" | "run" | "write")[];
                state: "active" | "expired" | "revoked";
                createdAt: string;
                expiresAt: string | null;
                revokedAt: string | null;
                lastUsedAt: string | null;
                replaces: (string & import("zod").$brand<"Id">) | null;
                key: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        rotateKey: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
                overlapSeconds?: number | undefined;
                expiresAt?: string | undefined;
                idempotencyKey?: string | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                userId: string & import("zod").$brand<"Id">;
                prefix: string;
                name: string;
                scopes: ("admin" | "read" | "run" | "write")[];
                state: "active" | "expired" | "revoked";
                createdAt: string;
                expiresAt: string | null;
                revokedAt: string | null;
                lastUsedAt: string | null;
                replaces: (string & import("zod").$brand<"Id">) | null;
                key: string | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        revokeKey: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                id: string;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                userId: string & import("zod").$brand<"Id">;
                prefix: string;
                name: string;
                scopes: ("admin" | "read" | "run" | "write")[];
                state: "active" | "expired" | "revoked";
                createdAt: string;
                expiresAt: string | null;
                revokedAt: string | null;
                lastUsedAt: string | null;
                replaces: (string & import("zod").$brand<"Id">) | null;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        users: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                after?: string | undefined;
                limit?: number | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                externalId: string | null;
                name: string;
                createdAt: string;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        createUser: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                externalId?: string | undefined;
                idempotencyKey?: string | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                externalId: string | null;
                name: string;
                createdAt: string;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        accounts: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                userId?: string | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                userId: string & import("zod").$brand<"Id">;
                name: string;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        createAccount: import("@trpc/server").TRPCMutationProcedure<{
            input: {
                name: string;
                userId?: string | undefined;
                idempotencyKey?: string | undefined;
            };
            output: {
                id: string & import("zod").$brand<"Id">;
                userId: string & import("zod").$brand<"Id">;
                name: string;
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        audit: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                userId?: string | undefined;
                procedure?: string | undefined;
                before?: number | undefined;
                limit?: number | undefined;
            };
            output: {
                seq: number;
                id: string & import("zod").$brand<"Id">;
                at: string;
                keyId: string & import("zod").$brand<"Id">;
                userId: string & import("zod").$brand<"Id">;
                procedure: string;
                input: string | null;
                outcome: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "ok" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                requestId: string;
                hash: string;
            }[];
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
        verifyAudit: import("@trpc/server").TRPCQueryProcedure<{
            input: {
                expected?: {
                    seq: number;
                    hash: string;
                } | undefined;
            };
            output: {
                intact: boolean;
                entries: number;
                head: {
                    seq: number;
                    hash: string;
                };
                problems: string[];
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
    health: import("@trpc/server").TRPCDecorateCreateRouterOptions<{
        check: import("@trpc/server").TRPCQueryProcedure<{
            input: void;
            output: {
                status: "degraded" | "down" | "up";
                version: string;
                lane: "imported" | "live" | "replay" | "simulated";
                simulated: boolean;
                clock: {
                    now: string;
                    standing: boolean;
                    session: string | null;
                    phase: string;
                };
                components: {
                    name: string;
                    status: "degraded" | "down" | "up";
                    detail: string | null;
                    latencyMs: number | null;
                }[];
                outbox: {
                    pending: number;
                    parked: number;
                    lagSeconds: number | null;
                };
                jobs: {
                    daemons: number;
                    findings: number;
                    oldestOverdueSeconds: number | null;
                };
            };
            meta: {
                scope: "admin" | "read" | "run" | "write";
                cost: number;
                owner: "all" | "own" | "own-or-admin";
            };
            errorShape: {
                message: string;
                code: import("@trpc/server").TRPC_ERROR_CODE_NUMBER;
                data: {
                    domainCode: "conflict" | "forbidden" | "incompatible-client" | "internal" | "invalid-input" | "not-found" | "rate-limited" | "refused" | "unauthenticated" | "unavailable";
                    issues: {
                        path: string;
                        message: string;
                    }[];
                    retryAfterSeconds: number | null;
                    code: "BAD_GATEWAY" | "BAD_REQUEST" | "CLIENT_CLOSED_REQUEST" | "CONFLICT" | "FORBIDDEN" | "GATEWAY_TIMEOUT" | "INTERNAL_SERVER_ERROR" | "METHOD_NOT_SUPPORTED" | "NOT_FOUND" | "NOT_IMPLEMENTED" | "PARSE_ERROR" | "PAYLOAD_TOO_LARGE" | "PAYMENT_REQUIRED" | "PRECONDITION_FAILED" | "PRECONDITION_REQUIRED" | "SERVICE_UNAVAILABLE" | "TIMEOUT" | "TOO_MANY_REQUESTS" | "UNAUTHORIZED" | "UNPROCESSABLE_CONTENT" | "UNSUPPORTED_MEDIA_TYPE";
                    httpStatus: number;
                    path: string | null;
                    requestId: string | null;
                };
            };
        }>;
    }>;
}>;
export type Api = typeof api;
