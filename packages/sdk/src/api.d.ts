// Printed from apps/server/src/api.ts by `./fyntrix sdk api`. Do not edit: change the router, then print again.
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
                    trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle";
                    startedAt: string;
                    finishedAt: string;
                    elapsedMs: number;
                };
                stale: boolean;
                staleReason: string | null;
                servedFrom: "postgresql" | "redis";
            };
            meta: {
                scope: "admin" | "read" | "run";
                cost: number;
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
                trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle";
                startedAt: string;
                finishedAt: string;
                elapsedMs: number;
            };
            meta: {
                scope: "admin" | "read" | "run";
                cost: number;
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
                trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle";
                startedAt: string;
                finishedAt: string;
                elapsedMs: number;
            };
            meta: {
                scope: "admin" | "read" | "run";
                cost: number;
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
                trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle";
                finishedAt: string;
                elapsedMs: number;
            }[];
            meta: {
                scope: "admin" | "read" | "run";
                cost: number;
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
                universe?: "banknifty" | "nifty50" | undefined;
                mode?: "futures" | "intraday" | "options" | "scalping" | "swing" | undefined;
                lastEventId?: string | undefined;
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
                    trigger: "bench" | "first" | "hourly" | "manual" | "pre-open" | "proof" | "replay" | "scalping-cycle";
                    startedAt: string;
                    finishedAt: string;
                    elapsedMs: number;
                } | null;
            }>, void, unknown>;
            meta: {
                scope: "admin" | "read" | "run";
                cost: number;
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
                scope: "admin" | "read" | "run";
                cost: number;
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
                scope: "admin" | "read" | "run";
                cost: number;
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
                scope: "admin" | "read" | "run";
                cost: number;
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
            };
            meta: {
                scope: "admin" | "read" | "run";
                cost: number;
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
